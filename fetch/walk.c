#define _XOPEN_SOURCE 700 /* realpath() */

#include "fetch/walk.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "core/buf.h"
#include "core/utf8.h"
#include "fetch/directory.h"
#include "fetch/list.h"

#define FOLDERS_DEPTH_MAX 64 /* directories in directories */
#define FRAMES_MAX (SOURCE_DEPTH_MAX + FOLDERS_DEPTH_MAX)
#define LIST_LINE_MAX ((size_t)64 * 1024)
#define NAMES_BYTES_MAX ((size_t)1 << 20) /* the names of one item */

/* A list or directory under way. */
struct frame {
	struct arena	*arena;
	struct span	 name, path; /* as in struct item */
	struct span	 root;	/* of a directory: where its walk began, links resolved */
	struct input	*list;	/* NULL for a directory */
	struct directory directory;
	size_t		 next;	/* of directory.paths */
	size_t		 given; /* lines of a list that name something, files of a directory */
	enum source_kind as;	/* what its items are */
	bool		 named, has_node;
	bool		 broken; /* nothing more comes; the fault was told */
	dev_t		 device;
	ino_t		 node;
};

struct walk {
	struct arena	*names;
	const char	*database; /* NULL when no file is left out */
	struct frame	 frames[FRAMES_MAX];
	size_t		 depth, lists;
};

/* A copy that may be shown and kept: valid UTF-8 without NULs. */
static bool
name_in(struct arena *arena, struct span path, struct span *name, struct fault *f)
{
	struct buf	 mended = BUF(path.n * 3 + 1);

	utf8_repair(path, &mended);
	return buf_end(&mended, arena, name, f);
}

bool
item_of(struct span path, enum source_kind as, struct arena *arena, struct item *item,
    struct fault *f)
{
	*item = (struct item) { .as = as, .named = true };
	return span_in(arena, path, &item->path, f) && name_in(arena, path, &item->name, f);
}

struct walk *
walk_new(const char *database)
{
	struct walk	*walk = calloc(1, sizeof *walk);

	if (walk != NULL) {
		walk->database = database;
		walk->names = arena_new(NAMES_BYTES_MAX);
	}
	if (walk != NULL && walk->names == NULL) {
		free(walk);
		walk = NULL;
	}
	return walk;
}

static void
pop(struct walk *walk)
{
	struct frame	*frame = &walk->frames[--walk->depth];

	walk->lists -= frame->list != NULL;
	input_close(frame->list);
	arena_free(frame->arena);
}

void
walk_free(struct walk *walk)
{
	if (walk == NULL)
		return;
	while (walk->depth > 0)
		pop(walk);
	arena_free(walk->names);
	free(walk);
}

/* Name the way from the file that comes again to where it does: "a.txt > b.txt > a.txt". */
static bool
circle_fault(const struct walk *walk, size_t from, struct span name, struct fault *f)
{
	struct buf	 way = BUF(400);

	for (size_t i = from; i < walk->depth; i++)
		buf_print(&way, "%.*s > ", SPAN_ARG(walk->frames[i].name));
	fault_set(f, FAULT_INPUT, "%.*s: named in a circle: %.*s%.*s", SPAN_ARG(name),
	    SPAN_ARG(buf_span(&way)), SPAN_ARG(name));
	buf_free(&way);
	return false;
}

/* Open a frame for the item; no deeper than allowed, and for no file that is being read already. */
static bool
push(struct walk *walk, const struct item *item, const struct stat *st, size_t depth_max,
    struct fault *f)
{
	struct frame	*frame;

	for (size_t i = 0; st != NULL && i < walk->depth; i++) {
		frame = &walk->frames[i];
		if (frame->has_node && frame->device == st->st_dev && frame->node == st->st_ino)
			return circle_fault(walk, i, item->name, f);
	}
	if (walk->depth >= depth_max)
		return fault_set(f, FAULT_LIMIT, "%.*s: nested deeper than %zu",
		    SPAN_ARG(item->name), depth_max);
	frame = &walk->frames[walk->depth];
	*frame = (struct frame) { .as = item->as, .named = item->named, .has_node = st != NULL };
	if (st != NULL) {
		frame->device = st->st_dev;
		frame->node = st->st_ino;
	}
	frame->arena = arena_new(DIRECTORY_BYTES_MAX);
	if (frame->arena == NULL)
		return fault_set(f, FAULT_MEMORY, "%.*s: out of memory", SPAN_ARG(item->name));
	walk->depth++;
	if (span_in(frame->arena, item->path, &frame->path, f) &&
	    span_in(frame->arena, item->name, &frame->name, f))
		return true;
	pop(walk);
	return false;
}

bool
walk_into_list(struct walk *walk, const struct item *item, const struct stat *st,
    struct input *input, struct fault *f)
{
	struct frame	*frame;

	if (walk->lists >= SOURCE_DEPTH_MAX) {
		input_close(input);
		return fault_set(f, FAULT_LIMIT, "%.*s: lists nested deeper than %d",
		    SPAN_ARG(item->name), SOURCE_DEPTH_MAX);
	}
	if (!push(walk, item, st, FRAMES_MAX, f)) {
		input_close(input);
		return false;
	}
	frame = &walk->frames[walk->depth - 1];
	frame->list = input;
	frame->as = SOURCE_AUTO;
	walk->lists++;
	return true;
}

/* The directory a walk of directories began in; an inner one inherits it. */
static bool
find_root(const struct walk *walk, struct frame *frame, struct fault *f)
{
	const struct frame	*outer = walk->depth > 1 ? frame - 1 : NULL;
	char			 real[PATH_MAX];

	if (outer != NULL && outer->list == NULL) {
		frame->root = outer->root;
		return true;
	}
	if (realpath(frame->path.p, real) == NULL)
		return fault_set(f, FAULT_IO, "%.*s: directory cannot be read",
		    SPAN_ARG(frame->name));
	return span_in(frame->arena, span_of(real), &frame->root, f);
}

bool
walk_into_directory(struct walk *walk, const struct item *item, const struct stat *st,
    struct fault *f)
{
	struct frame	*frame;

	if (!push(walk, item, st, FRAMES_MAX, f))
		return false;
	frame = &walk->frames[walk->depth - 1];
	if (!find_root(walk, frame, f) ||
	    !directory_read(frame->name, frame->path, frame->arena, &frame->directory, f)) {
		pop(walk);
		return false;
	}
	return true;
}

/* Does a link lead back into the walked directory? Then the walk finds what it leads to by itself. */
static bool
leads_inside(const char *link, struct span root)
{
	char		 real[PATH_MAX];
	struct span	 target;

	if (realpath(link, real) == NULL)
		return false;
	target = span_of(real);
	return span_eq(root, SPAN("/")) ||
	    (span_starts(target, root) && (target.n == root.n || target.p[root.n] == '/'));
}

static bool
same_file(const char *a, const char *b)
{
	struct stat	 one, other;

	return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
	    one.st_ino == other.st_ino;
}

/* The database that is written to may lie where it is read from. */
static bool
is_database(const struct walk *walk, struct span path)
{
	static const char *const ends[] = { "", "-journal", "-shm", "-wal" };
	struct span	 database = span_of(walk->database), name = database, stem;
	char		 bare[PATH_MAX];

	for (size_t i = 0; i < database.n; i++) {
		if (database.p[i] == '/')
			name = span_cut(database, i + 1, database.n);
	}
	for (size_t i = 0; name.n > 0 && i < LEN(ends); i++) {
		stem = span_cut(path, 0, path.n - strlen(ends[i]));
		if (!span_ends(path, span_of(ends[i])) || !span_ends(stem, name) ||
		    stem.n >= sizeof bare)
			continue;
		memcpy(bare, stem.p, stem.n);
		bare[stem.n] = '\0';
		if (same_file(bare, walk->database))
			return true;
	}
	return false;
}

/* The next file or folder of a directory; an empty name when there is none. */
static bool
next_in_directory(struct walk *walk, struct frame *frame, struct item *item, struct fault *f)
{
	while (frame->next < frame->directory.count) {
		struct span	 path = frame->directory.paths[frame->next++], bare;
		struct stat	 st;

		bare = span_cut(path, 0, path.n - span_ends(path, SPAN("/")));
		if (!span_in(walk->names, path, &item->path, f) ||
		    !span_in(walk->names, bare, &bare, f) ||
		    !name_in(walk->names, bare, &item->name, f))
			return false;
		item->as = frame->as;
		if (!is_database(walk, path)) {
			frame->given++;
			if (bare.n == path.n || lstat(bare.p, &st) != 0 || !S_ISLNK(st.st_mode))
				return true;
			if (!leads_inside(bare.p, frame->root))
				return fault_set(f,
				    FAULT_INPUT, "%.*s: a link to a directory elsewhere is not followed; name it to read it",
				    SPAN_ARG(item->name));
		}
		arena_reset(walk->names);
		item->name = SPAN_NONE;
	}
	if (frame->named && frame->given == 0 && !frame->broken) {
		frame->broken = true;
		item->name = frame->name;
		return fault_set(f, FAULT_INPUT, "%.*s: no files in this directory",
		    SPAN_ARG(frame->name));
	}
	return true;
}

/* Is what a line names there to be read? `line` calls the line itself: "list.txt:3". */
static bool
judge_line(const struct item *item, enum list_entry entry, struct span line, struct fault *f)
{
	switch (entry) {
	case LIST_URL:
	case LIST_PATH:
		return true;
	case LIST_SCHEME:
		return fault_set(f, FAULT_INPUT,
		    "%.*s: %.*s: only http and https addresses are read", SPAN_ARG(line),
		    SPAN_ARG(item->name));
	default:
		if (list_is_url(item->name))
			return fault_set(f, FAULT_INPUT, "%.*s: %.*s: an address holds no blanks",
			    SPAN_ARG(line), SPAN_ARG(item->name));
		return fault_set(f, FAULT_MISSING, "%.*s: %.*s: no such file", SPAN_ARG(line),
		    SPAN_ARG(item->name));
	}
}

/* The next entry of a list; an empty name when there is none. */
static bool
next_in_list(struct walk *walk, struct frame *frame, struct item *item, struct fault *f)
{
	struct span		 folder = frame->path, number;
	enum list_entry		 entry = LIST_NOTHING;
	struct input_line	 line;
	struct buf		 label = BUF(NAMES_BYTES_MAX);

	while (folder.n > 0 && folder.p[folder.n - 1] != '/')
		folder.n--;
	while (entry == LIST_NOTHING) {
		arena_reset(walk->names);
		if (frame->broken)
			return true;
		item->name = frame->name;
		if (!input_next(frame->list, LIST_LINE_MAX, &line, f)) {
			frame->broken = true;
			return false;
		}
		if (line.end && frame->given == 0) {
			frame->broken = true;
			return fault_set(f, FAULT_INPUT, "%.*s: a list that names nothing",
			    SPAN_ARG(frame->name));
		}
		item->name = SPAN_NONE;
		if (line.end)
			return true;
		if (line.number == 1 && span_starts(line.text, SPAN("\xef\xbb\xbf")))
			line.text = span_cut(line.text, 3, line.text.n);
		if (!list_read(line.text, folder, walk->names, &entry, &item->path, f))
			return false;
		if (line.cut)
			entry = LIST_UNKNOWN;
	}
	frame->given++;
	buf_print(&label, "%.*s:%zu", SPAN_ARG(frame->name), line.number);
	item->name = frame->name;
	if (!buf_end(&label, walk->names, &number, f) ||
	    !name_in(walk->names, item->path, &item->name, f))
		return false;
	if (!line.cut && judge_line(item, entry, number, f))
		return true;
	item->line = number;
	if (!line.cut)
		return false;
	item->name = number;
	return fault_set(f, FAULT_LIMIT, "%.*s: line longer than %zu bytes", SPAN_ARG(number),
	    LIST_LINE_MAX);
}

bool
walk_next(struct walk *walk, struct item *item, bool *end, struct fault *f)
{
	*end = false;
	while (walk->depth > 0) {
		struct frame	*frame = &walk->frames[walk->depth - 1];

		arena_reset(walk->names);
		*item = (struct item) { .as = SOURCE_AUTO };
		if (frame->list != NULL && !next_in_list(walk, frame, item, f))
			return false;
		if (frame->list == NULL && !next_in_directory(walk, frame, item, f))
			return false;
		if (item->name.n > 0)
			return true;
		pop(walk);
	}
	*end = true;
	return true;
}
