// The functions of libcurl that Steerco calls, found by name in the library once it is loaded.
#include "CCurl.h"
// Its checking macros name the functions themselves.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt
#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

#define FUNCTIONS(each) \
    each(curl_global_init) each(curl_version) each(curl_easy_init) each(curl_easy_cleanup) \
    each(curl_easy_strerror) each(curl_easy_setopt) each(curl_easy_getinfo) each(curl_multi_init) \
    each(curl_multi_cleanup) each(curl_multi_add_handle) each(curl_multi_remove_handle) each(curl_multi_perform) \
    each(curl_multi_poll) each(curl_multi_wakeup) each(curl_multi_info_read) each(curl_multi_setopt) \
    each(curl_slist_append) each(curl_slist_free_all)

static struct {
#define MEMBER(name) __typeof__(&name) name;
    FUNCTIONS(MEMBER)
} curl;
static int is_loaded = 0;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    static const char *const names[] = {"libcurl.so.4", "libcurl.4.dylib", "libcurl.so"};
    void *library = NULL;
    for (size_t index = 0; library == NULL && index < sizeof names / sizeof *names; index++)
        library = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return;
#define FIND(name) \
    *(void **)&curl.name = dlsym(library, #name); \
    if (curl.name == NULL) return;
    FUNCTIONS(FIND)
    is_loaded = curl.curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

int steerco_curl_load(void) {
    pthread_once(&once, load);
    return is_loaded;
}

CURL *steerco_easy_init(void) { return curl.curl_easy_init(); }
void steerco_easy_cleanup(CURL *handle) { curl.curl_easy_cleanup(handle); }
const char *steerco_easy_strerror(CURLcode code) { return curl.curl_easy_strerror(code); }
CURLM *steerco_multi_init(void) { return curl.curl_multi_init(); }
CURLMcode steerco_multi_cleanup(CURLM *handle) { return curl.curl_multi_cleanup(handle); }
CURLMcode steerco_multi_add(CURLM *multi, CURL *easy) { return curl.curl_multi_add_handle(multi, easy); }
CURLMcode steerco_multi_remove(CURLM *multi, CURL *easy) { return curl.curl_multi_remove_handle(multi, easy); }
CURLMcode steerco_multi_perform(CURLM *multi, int *running) { return curl.curl_multi_perform(multi, running); }
CURLMcode steerco_multi_poll(CURLM *multi, int milliseconds) {
    return curl.curl_multi_poll(multi, NULL, 0, milliseconds, NULL);
}
CURLMcode steerco_multi_wakeup(CURLM *multi) { return curl.curl_multi_wakeup(multi); }
CURLMsg *steerco_multi_info_read(CURLM *multi, int *left) { return curl.curl_multi_info_read(multi, left); }
struct curl_slist *steerco_slist_append(struct curl_slist *list, const char *line) {
    return curl.curl_slist_append(list, line);
}
void steerco_slist_free(struct curl_slist *list) { curl.curl_slist_free_all(list); }
const char *steerco_curl_version(void) { return curl.curl_version(); }

CURLcode steerco_setopt_long(CURL *handle, CURLoption option, long value) {
    return curl.curl_easy_setopt(handle, option, value);
}
CURLcode steerco_setopt_string(CURL *handle, CURLoption option, const char *value) {
    return curl.curl_easy_setopt(handle, option, value);
}
CURLcode steerco_setopt_pointer(CURL *handle, CURLoption option, void *value) {
    return curl.curl_easy_setopt(handle, option, value);
}
CURLcode steerco_setopt_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl.curl_easy_setopt(handle, option, value);
}
CURLcode steerco_setopt_write(CURL *handle, CURLoption option, steerco_write_callback callback) {
    return curl.curl_easy_setopt(handle, option, callback);
}
CURLcode steerco_setopt_opensocket(CURL *handle, steerco_socket_callback callback, void *context) {
    CURLcode code = curl.curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, callback);
    return code == CURLE_OK ? curl.curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, context) : code;
}
CURLcode steerco_getinfo_long(CURL *handle, CURLINFO info, long *value) {
    return curl.curl_easy_getinfo(handle, info, value);
}
CURLcode steerco_getinfo_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl.curl_easy_getinfo(handle, info, value);
}
CURLMcode steerco_multi_setopt_long(CURLM *handle, CURLMoption option, long value) {
    return curl.curl_multi_setopt(handle, option, value);
}
