// The functions of libical that Steerco calls, found by name in the library once it is loaded.
#include "CCalendar.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

#define FUNCTIONS(each) \
    each(icalerror_set_errors_are_fatal) each(icalcomponent_new) each(icalcomponent_free) \
    each(icalcomponent_add_component) each(icalcomponent_add_property) each(icalcomponent_as_ical_string_r) \
    each(icalmemory_free_buffer) each(icalproperty_new) each(icalproperty_new_x) each(icalproperty_set_x_name) \
    each(icalproperty_set_value) each(icalproperty_free) each(icalvalue_new_text) each(icalvalue_new_from_string)

static struct {
#define MEMBER(name) __typeof__(&name) name;
    FUNCTIONS(MEMBER)
} library;
static int is_loaded = 0;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    // The numbers of kinds are those of the third version's header.
    static const char *const names[] = {"libical.so.3", "libical.3.dylib"};
    void *found = NULL;
    for (size_t index = 0; found == NULL && index < sizeof names / sizeof *names; index++)
        found = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
    if (found == NULL) return;
#define FIND(name) \
    *(void **)&library.name = dlsym(found, #name); \
    if (library.name == NULL) return;
    FUNCTIONS(FIND)
    // It would end the program at a value that it cannot read.
    library.icalerror_set_errors_are_fatal(0);
    is_loaded = 1;
}

int steerco_calendar_load(void) {
    pthread_once(&once, load);
    return is_loaded;
}

icalcomponent *steerco_calendar_component(icalcomponent_kind kind) { return library.icalcomponent_new(kind); }
void steerco_calendar_add(icalcomponent *parent, icalcomponent *child) {
    library.icalcomponent_add_component(parent, child);
}
void steerco_calendar_free(icalcomponent *component) { library.icalcomponent_free(component); }

static int add(icalcomponent *component, icalproperty_kind kind, icalvalue *value) {
    if (value == NULL) return 0;
    icalproperty *property = library.icalproperty_new(kind);
    if (property == NULL) return 0;
    library.icalproperty_set_value(property, value);
    library.icalcomponent_add_property(component, property);
    return 1;
}

int steerco_calendar_text(icalcomponent *component, icalproperty_kind kind, const char *text) {
    return add(component, kind, library.icalvalue_new_text(text));
}

int steerco_calendar_value(
    icalcomponent *component, icalproperty_kind kind, icalvalue_kind value_kind, const char *value) {
    return add(component, kind, library.icalvalue_new_from_string(value_kind, value));
}

int steerco_calendar_other(icalcomponent *component, const char *name, const char *value) {
    icalproperty *property = library.icalproperty_new_x(value);
    if (property == NULL) return 0;
    library.icalproperty_set_x_name(property, name);
    library.icalcomponent_add_property(component, property);
    return 1;
}

char *steerco_calendar_write(icalcomponent *component) { return library.icalcomponent_as_ical_string_r(component); }
void steerco_calendar_free_text(char *text) { library.icalmemory_free_buffer(text); }
