/*
 * MyHTML, loaded by the first page. It comes in a library that does much else,
 * and brings tables of 2 MB along. Every function that fetch/dom.c calls is
 * defined here under its own name and handed on; without the library
 * myhtml_create() has none to give, as when there is no memory.
 */
#include <myhtml/myhtml.h>

#include "fetch/late.h"

/* clang-format off */
LATE(LIBRARY_HTML, myhtml_t *, myhtml_create, (void), (), NULL)
LATE(LIBRARY_HTML, mystatus_t, myhtml_init,
    (myhtml_t *myhtml, enum myhtml_options opt, size_t thread_count, size_t queue_size),
    (myhtml, opt, thread_count, queue_size), MyHTML_STATUS_ERROR_MEMORY_ALLOCATION)
LATE(LIBRARY_HTML, myhtml_t *, myhtml_destroy, (myhtml_t *myhtml), (myhtml), NULL)
LATE(LIBRARY_HTML, mystatus_t, myhtml_parse_single,
    (myhtml_tree_t *tree, myencoding_t encoding, const char *html, size_t html_size),
    (tree, encoding, html, html_size), MyHTML_STATUS_ERROR_MEMORY_ALLOCATION)

LATE(LIBRARY_HTML, myhtml_tree_t *, myhtml_tree_create, (void), (), NULL)
LATE(LIBRARY_HTML, mystatus_t, myhtml_tree_init, (myhtml_tree_t *tree, myhtml_t *myhtml),
    (tree, myhtml), MyHTML_STATUS_ERROR_MEMORY_ALLOCATION)
LATE_VOID(LIBRARY_HTML, myhtml_tree_clean, (myhtml_tree_t *tree), (tree))
LATE(LIBRARY_HTML, myhtml_tree_t *, myhtml_tree_destroy, (myhtml_tree_t *tree), (tree), NULL)
LATE(LIBRARY_HTML, myhtml_tree_attr_t *, myhtml_node_attribute_first, (myhtml_tree_node_t *node),
    (node), NULL)
LATE_VOID(LIBRARY_HTML, myhtml_callback_after_token_done_set,
    (myhtml_tree_t *tree, myhtml_callback_token_f func, void *ctx), (tree, func, ctx))
LATE_VOID(LIBRARY_HTML, myhtml_callback_tree_node_insert_set,
    (myhtml_tree_t *tree, myhtml_callback_tree_node_f func, void *ctx), (tree, func, ctx))
/* clang-format on */
