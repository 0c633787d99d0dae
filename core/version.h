/* The program's version, as --version, the User-Agent and reports say it. */
#ifndef CORE_VERSION_H
#define CORE_VERSION_H

#define QUOTRAIL_VERSION "0.1.0"

#endif
