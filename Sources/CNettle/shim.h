// Nettle's SHA-256, HMAC and comparison: the parts of the library that are used.
#pragma once
#include <nettle/hmac.h>
#include <nettle/memops.h>
#include <nettle/sha2.h>
