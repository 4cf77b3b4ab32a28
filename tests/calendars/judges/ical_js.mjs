// Reads feeds as Thunderbird and Nextcloud do: a list of texts in, a list of lists of events out.

import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const moment = (time) =>
  time.isDate ? time.toString() : `${time.toJSDate().toISOString().slice(0, 19)}Z`;

const event = (component) => {
  const read = new ICAL.Event(component);
  return {
    uid: read.uid,
    starts: moment(read.startDate),
    ends: moment(read.endDate),
    is_all_day: read.startDate.isDate,
    status: component.getFirstPropertyValue("status"),
    summary: read.summary,
  };
};

const events = (feed) =>
  new ICAL.Component(ICAL.parse(feed)).getAllSubcomponents("vevent").map(event);

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(events)));
