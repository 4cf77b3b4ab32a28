/* Reads feeds as Evolution and GNOME do. Arguments are files; for each a line "FEED", then lines
   with tabs: "EVENT" uid, start, end, status, summary; "ERROR" and what is wrong. */

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static char *content(const char *name)
{
    FILE *file = fopen(name, "rb");
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc(size + 1, 1);
    if (fread(text, 1, size, file) != (size_t)size) exit(1);
    fclose(file);
    return text;
}

static const char *moment(icaltimetype time)
{
    icaltimezone *utc = icaltimezone_get_utc_timezone();
    return icaltime_as_ical_string(time.is_date ? time : icaltime_convert_to_zone(time, utc));
}

static void tell(icalcomponent *event)
{
    icalproperty *status = icalcomponent_get_first_property(event, ICAL_STATUS_PROPERTY);
    printf("EVENT\t%s", icalcomponent_get_uid(event));
    printf("\t%s", moment(icalcomponent_get_dtstart(event)));
    printf("\t%s", moment(icalcomponent_get_dtend(event)));
    printf("\t%s", icalproperty_get_value_as_string(status));
    printf("\t%s\n", icalcomponent_get_summary(event));
}

/* What the parser did not understand, and what the restrictions of RFC 5545 and 5546 forbid. */
static void complain(icalcomponent *component)
{
    icalproperty *error = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY);
    for (; error; error = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY))
        printf("ERROR\t%s\n", icalproperty_get_xlicerror(error));
    icalcomponent *part = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT);
    for (; part; part = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
        complain(part);
}

int main(int count, char **names)
{
    for (int number = 1; number < count; number++) {
        icalcomponent *calendar = icalparser_parse_string(content(names[number]));
        puts("FEED");
        if (!calendar) {
            puts("ERROR\tnot a calendar");
            continue;
        }
        icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
        for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
            tell(event);
        if (!icalrestriction_check(calendar)) puts("ERROR\trestrictions");
        complain(calendar);
        icalcomponent_free(calendar);
    }
    return 0;
}
