// libcurl's option setters are variadic, which Swift cannot call: one fixed function per value type.
#pragma once
#include <curl/curl.h>

static inline CURLcode steerco_setopt_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode steerco_setopt_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode steerco_setopt_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode steerco_setopt_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}
typedef size_t (*steerco_write_callback)(char *data, size_t size, size_t count, void *context);
static inline CURLcode steerco_setopt_write(CURL *handle, CURLoption option, steerco_write_callback callback) {
    return curl_easy_setopt(handle, option, callback);
}
typedef curl_socket_t (*steerco_socket_callback)(void *context, curlsocktype purpose, struct curl_sockaddr *address);
static inline CURLcode steerco_setopt_opensocket(CURL *handle, steerco_socket_callback callback, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, callback);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, context) : code;
}
static inline CURLcode steerco_getinfo_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}
static inline CURLcode steerco_getinfo_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(handle, info, value);
}
static inline CURLcode steerco_getinfo_pointer(CURL *handle, CURLINFO info, void **value) {
    return curl_easy_getinfo(handle, info, value);
}
static inline CURLMcode steerco_multi_setopt_long(CURLM *handle, CURLMoption option, long value) {
    return curl_multi_setopt(handle, option, value);
}
