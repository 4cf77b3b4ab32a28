// Reads feeds with node-ical: a list of texts in, a list of lists of events out.

import { readFileSync } from "node:fs";
import ical from "node-ical";

const two = (number) => String(number).padStart(2, "0");
// A whole day is given as midnight where this program runs.
const day = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const moment = (date) =>
  date.dateOnly ? day(date) : `${date.toISOString().slice(0, 19)}Z`;

const event = (read) => ({
  uid: read.uid,
  starts: moment(read.start),
  ends: moment(read.end),
  is_all_day: read.datetype === "date",
  status: read.status,
  summary: read.summary,
});

const events = (feed) =>
  Object.values(ical.sync.parseICS(feed))
    .filter((part) => part.type === "VEVENT")
    .map(event);

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(events)));
