// libcsv, which reads delimited text as a stream.
#pragma once
#include <stdio.h>
#include <csv.h>
