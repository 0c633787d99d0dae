/* Bodies that are packed, that say so falsely, or that unfold without end. */
#include "tests/web/web.h"

#include <string.h>

#define BLANKS_IN_A_BYTE 1032

/*
 * A gzip file of blanks. Its one block (RFC 1951, 3.2.7) writes a blank as 10,
 * "258 bytes" as 0 and "from 1 back" as 0, so behind the first blank every
 * zero byte is four such copies. It has no end; nobody should come that far.
 */
static const unsigned char bomb_head[] = { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xec, 0xc0, 0x81, 0,
	0, 0, 0, 0x80, 0x20, 0x95, 0xfd, 0x29, 0x17, 0xa9 };

static ssize_t
give_bomb(void *context, uint64_t at, char *bytes, size_t max)
{
	(void)context;
	memset(bytes, 0, max);
	for (size_t i = 0; i < max && at + i < sizeof bomb_head; i++)
		bytes[i] = (char)bomb_head[at + i];
	return (ssize_t)max;
}

static enum MHD_Result
packed(struct call *call, const char *coding, struct MHD_Response *response)
{
	return answer(call, MHD_HTTP_OK, "text/html", MHD_HTTP_HEADER_CONTENT_ENCODING, coding,
	    response);
}

static enum MHD_Result
blanks(struct call *call, uint64_t unpacked)
{
	return packed(call, "gzip",
	    MHD_create_response_from_callback(sizeof bomb_head + unpacked / BLANKS_IN_A_BYTE, 65536,
		give_bomb, NULL, NULL));
}

enum MHD_Result
gzip_bomb(struct call *call)
{
	return blanks(call, (uint64_t)1 << 30);
}

enum MHD_Result
gzip_bomb_10g(struct call *call)
{
	return blanks(call, (uint64_t)10 << 30);
}

/* Layer upon layer, which unfold inside each other. */
enum MHD_Result
gzip_often(struct call *call)
{
	return packed(call, "gzip, gzip, gzip, gzip",
	    MHD_create_response_from_callback((uint64_t)1 << 20, 65536, give_bomb, NULL, NULL));
}

enum MHD_Result
bad_gzip(struct call *call)
{
	return packed(call, "gzip", text_response("<p>not packed at all</p>"));
}

static enum MHD_Result
constant(struct call *call, const char *bytes, size_t size)
{
	union {
		const char	*read;
		void		*given; /* libmicrohttpd only reads it */
	} body = { .read = bytes };

	return packed(call, "br",
	    MHD_create_response_from_buffer(size, body.given, MHD_RESPMEM_PERSISTENT));
}

/* A page of 82 bytes that ends "unfolded again.</p>", by Debian's libbrotlienc. */
enum MHD_Result
br_page(struct call *call)
{
	static const char	 page[] =
	    "\x1f\x51\x00\x00\x2c\x0e\x78\x93\x71\x95\x91\x52\x9f\xb8\xd9\xd7\x50\x61\x63\x70\xca"
	    "\xac\x2e\xdd\x7c\xde\x8a\x8c\xad\x41\xc8\xca\xd6\x38\xc6\x01\xfb\x37\xd0\x84\x37\xc8"
	    "\x48\x83\xc7\xf0\x39\xf0\xb8\x95\xda\x12\x8a\x0f\x76\xbe\x03\xbe\x59\x21\xdc\x00\x44"
	    "\x94\x24\x9f\x1d\x80\xab\x00";

	return constant(call, page, sizeof page - 1);
}

/* 256 MiB of blanks in 211 bytes: sixteen blocks of 16 MiB, each one bit further on. */
enum MHD_Result
br_bomb(struct call *call)
{
	static const char	 bomb[] =
	    "\xcf\xff\xff\x7f\xf8\x25\x40\xe2\xb1\x40\x20\xf7\xfe\x9f\xff\xff\xff\xf0\x4b\x00\xc4"
	    "\x61\x01\x80\xee\xfd\x3f\xff\xff\xff\xe1\x97\x00\x88\xc3\x22\x00\xdd\xfb\x7f\xfe\xff"
	    "\xff\xc3\x2f\x01\x10\x87\x05\x00\xba\xf7\xff\xfc\xff\xff\x87\x5f\x02\x20\x0e\x0b\x00"
	    "\x74\xef\xff\xf9\xff\xff\x0f\xbf\x04\x40\x1c\x16\x00\xe8\xde\xff\xf3\xff\xff\x1f\x7e"
	    "\x09\x80\x38\x2c\x00\xd0\xbd\xff\xe7\xff\xff\x3f\xfc\x12\x00\x71\x58\x00\xa0\x7b\xff"
	    "\xcf\xff\xff\x7f\xf8\x25\x00\xe2\xb0\x00\x40\xf7\xfe\x9f\xff\xff\xff\xf0\x4b\x00\xc4"
	    "\x61\x01\x80\xee\xfd\x3f\xff\xff\xff\xe1\x97\x00\x88\xc3\x02\x00\xdd\xfb\x7f\xfe\xff"
	    "\xff\xc3\x2f\x01\x10\x87\x05\x00\xba\xf7\xff\xfc\xff\xff\x87\x5f\x02\x20\x0e\x0b\x00"
	    "\x74\xef\xff\xf9\xff\xff\x0f\xbf\x04\x40\x1c\x16\x00\xe8\xde\xff\xf3\xff\xff\x1f\x7e"
	    "\x09\x80\x38\x2c\x00\xd0\xbd\xff\xcf\xff\xff\x7f\xfc\x12\x00\x71\x58\x00\xa0\x7b\xff"
	    "\x0f";

	return constant(call, bomb, sizeof bomb - 1);
}
