/*
 * zlib and brotli, loaded by the first bytes that are packed so. What
 * fetch/payload.c and fetch/input.c call is handed on; without the libraries a
 * decoder cannot be made, as when there is no memory.
 */
#include <brotli/decode.h>
#include <zlib.h>

#include "fetch/late.h"

/* clang-format off */
LATE(LIBRARY_ZLIB, int, inflateInit2_,
    (z_streamp strm, int windowBits, const char *version, int stream_size),
    (strm, windowBits, version, stream_size), Z_MEM_ERROR)
LATE(LIBRARY_ZLIB, int, inflateReset, (z_streamp strm), (strm), Z_STREAM_ERROR)
LATE(LIBRARY_ZLIB, int, inflate, (z_streamp strm, int flush), (strm, flush), Z_STREAM_ERROR)
LATE(LIBRARY_ZLIB, int, inflateEnd, (z_streamp strm), (strm), Z_STREAM_ERROR)

LATE(LIBRARY_BROTLI, BrotliDecoderState *, BrotliDecoderCreateInstance,
    (brotli_alloc_func alloc_func, brotli_free_func free_func, void *opaque),
    (alloc_func, free_func, opaque), NULL)
LATE(LIBRARY_BROTLI, BrotliDecoderResult, BrotliDecoderDecompressStream,
    (BrotliDecoderState *state, size_t *available_in, const uint8_t **next_in,
	size_t *available_out, uint8_t **next_out, size_t *total_out),
    (state, available_in, next_in, available_out, next_out, total_out),
    BROTLI_DECODER_RESULT_ERROR)
LATE_VOID(LIBRARY_BROTLI, BrotliDecoderDestroyInstance, (BrotliDecoderState *state), (state))
/* clang-format on */
