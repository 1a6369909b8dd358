// libcurl, loaded when it is first needed: it brings some thirty libraries along, and most runs deliver nothing.
//
// Its option setters are variadic, which Swift cannot call: one fixed function per value type.
#pragma once
#include <curl/curl.h>

/// Loads libcurl and starts it, once, from any thread. False when the system has none.
int steerco_curl_load(void);

CURL *steerco_easy_init(void);
void steerco_easy_cleanup(CURL *handle);
const char *steerco_easy_strerror(CURLcode code);
CURLM *steerco_multi_init(void);
CURLMcode steerco_multi_cleanup(CURLM *handle);
CURLMcode steerco_multi_add(CURLM *multi, CURL *easy);
CURLMcode steerco_multi_remove(CURLM *multi, CURL *easy);
CURLMcode steerco_multi_perform(CURLM *multi, int *running);
CURLMcode steerco_multi_poll(CURLM *multi, int milliseconds);
CURLMcode steerco_multi_wakeup(CURLM *multi);
CURLMsg *steerco_multi_info_read(CURLM *multi, int *left);
struct curl_slist *steerco_slist_append(struct curl_slist *list, const char *line);
void steerco_slist_free(struct curl_slist *list);
const char *steerco_curl_version(void);

CURLcode steerco_setopt_long(CURL *handle, CURLoption option, long value);
CURLcode steerco_setopt_string(CURL *handle, CURLoption option, const char *value);
CURLcode steerco_setopt_pointer(CURL *handle, CURLoption option, void *value);
CURLcode steerco_setopt_list(CURL *handle, CURLoption option, struct curl_slist *value);
typedef size_t (*steerco_write_callback)(char *data, size_t size, size_t count, void *context);
CURLcode steerco_setopt_write(CURL *handle, CURLoption option, steerco_write_callback callback);
typedef curl_socket_t (*steerco_socket_callback)(void *context, curlsocktype purpose, struct curl_sockaddr *address);
CURLcode steerco_setopt_opensocket(CURL *handle, steerco_socket_callback callback, void *context);
CURLcode steerco_getinfo_long(CURL *handle, CURLINFO info, long *value);
CURLcode steerco_getinfo_offset(CURL *handle, CURLINFO info, curl_off_t *value);
CURLMcode steerco_multi_setopt_long(CURLM *handle, CURLMoption option, long value);
