// libical, loaded when it is first needed: it brings the tables of ICU along, and most runs write no calendar.
#pragma once
#include <libical/ical.h>

/// Loads libical, once, from any thread. False when the system has none.
int steerco_calendar_load(void);

icalcomponent *steerco_calendar_component(icalcomponent_kind kind);
/// The parent frees the child with itself.
void steerco_calendar_add(icalcomponent *parent, icalcomponent *child);
/// Frees a component with all that it holds.
void steerco_calendar_free(icalcomponent *component);
/// A property with plain text, which libical escapes. False when libical takes no such property.
int steerco_calendar_text(icalcomponent *component, icalproperty_kind kind, const char *text);
/// A property with a value as it stands in the file: `PUBLISH`, `20261127`, `PT1H`.
int steerco_calendar_value(
    icalcomponent *component, icalproperty_kind kind, icalvalue_kind value_kind, const char *value);
/// A property that the standard does not name.
int steerco_calendar_other(icalcomponent *component, const char *name, const char *value);
/// The component as it stands in a file, folded, with CRLF; null without memory.
char *steerco_calendar_write(icalcomponent *component);
/// Frees what was written.
void steerco_calendar_free_text(char *text);
