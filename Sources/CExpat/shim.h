// expat, which reads XML as a stream.
#pragma once
#include <expat.h>
