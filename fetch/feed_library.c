/*
 * Expat, loaded by the first feed. What fetch/feed.c calls is handed on; without
 * the library XML_ParserCreate() has none to give, as when there is no memory.
 */
#include <expat.h>

#include "fetch/late.h"

/* clang-format off */
LATE(LIBRARY_XML, XML_Parser, XML_ParserCreate, (const XML_Char *encoding), (encoding), NULL)
LATE_VOID(LIBRARY_XML, XML_ParserFree, (XML_Parser parser), (parser))
LATE_VOID(LIBRARY_XML, XML_SetUserData, (XML_Parser parser, void *userData), (parser, userData))
LATE_VOID(LIBRARY_XML, XML_SetElementHandler,
    (XML_Parser parser, XML_StartElementHandler start, XML_EndElementHandler end),
    (parser, start, end))
LATE_VOID(LIBRARY_XML, XML_SetCharacterDataHandler,
    (XML_Parser parser, XML_CharacterDataHandler handler), (parser, handler))
LATE_VOID(LIBRARY_XML, XML_SetStartDoctypeDeclHandler,
    (XML_Parser parser, XML_StartDoctypeDeclHandler start), (parser, start))
LATE_VOID(LIBRARY_XML, XML_SetEntityDeclHandler,
    (XML_Parser parser, XML_EntityDeclHandler handler), (parser, handler))
LATE_VOID(LIBRARY_XML, XML_SetAttlistDeclHandler,
    (XML_Parser parser, XML_AttlistDeclHandler attdecl), (parser, attdecl))

LATE(LIBRARY_XML, enum XML_Status, XML_Parse,
    (XML_Parser parser, const char *s, int len, int isFinal), (parser, s, len, isFinal),
    XML_STATUS_ERROR)
LATE(LIBRARY_XML, enum XML_Status, XML_StopParser, (XML_Parser parser, XML_Bool resumable),
    (parser, resumable), XML_STATUS_ERROR)
LATE(LIBRARY_XML, enum XML_Error, XML_GetErrorCode, (XML_Parser parser), (parser),
    XML_ERROR_NO_MEMORY)
LATE(LIBRARY_XML, const XML_LChar *, XML_ErrorString, (enum XML_Error code), (code), "")
LATE(LIBRARY_XML, XML_Size, XML_GetCurrentLineNumber, (XML_Parser parser), (parser), 0)
/* clang-format on */
