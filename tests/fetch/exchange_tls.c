/* Over TLS, with certificates good and bad, and HTTP/2 by Debian's nginx where there is one. */
#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/date.h"
#include "tests/asker.h"
#include "tests/fixture.h"

static struct asker	 asker;
static char		 trusted[512];

static void
set_up(void)
{
	char	 command[1024];

	asker_set_up(&asker);
	snprintf(command, sizeof command, "sh '%s/tests/web/certificates.sh' '%s'", fixture_root(),
	    asker.folder);
	/* NOLINTNEXTLINE(cert-env33-c): the words are the test's own. */
	cr_assert(system(command) == 0, "no certificates (is openssl there?)");
	snprintf(trusted, sizeof trusted, "%s/ca.pem", asker.folder);
}

static void
tear_down(void)
{
	asker_tear_down(&asker);
}

TestSuite(exchange_tls, .init = set_up, .fini = tear_down, .timeout = 60);

/* --- certificates ---------------------------------------------------------------------------- */

/* A server that shows this certificate. */
static void
start_server(struct loopback *server, const char *certificate)
{
	char		 pem[512], key[512];
	const char	*tls[] = { "--tls", pem, "--key", key, NULL };

	snprintf(pem, sizeof pem, "%s/%s.pem", asker.folder, certificate);
	snprintf(key, sizeof key, "%s/%s.key", asker.folder, certificate);
	loopback_start_with(server, asker.folder, tls);
}

static const struct {
	const char	*certificate, *host;
	bool		 trusts; /* the authority of the tests */
	const char	*says; /* NULL: nothing is wrong */
} showings[] = {
	{ "good", "127.0.0.1", true, NULL },
	{ "good", "localhost", true, NULL },
	{ "good", "127.0.0.3", true, "it is for another host" },
	{ "good", "127.0.0.1", false, "its issuer is unknown" },
	{ "expired", "127.0.0.1", true, "it has expired" },
	{ "other", "127.0.0.1", true, "it is for another host" },
	{ "other", "localhost", true, "it is for another host" },
	{ "alien", "127.0.0.1", true, "its issuer is unknown" },
	{ "self", "127.0.0.1", true, "it vouches for itself" },
};

static void
expect_showing(size_t i, const struct loopback *server)
{
	const char	*says = showings[i].says;
	char		 url[128], reason[128] = "";
	struct ending	 want = { .path = url, .status = 200, .says = reason };

	snprintf(url, sizeof url, "https://%s%spage.html", showings[i].host,
	    strrchr(server->url, ':'));
	if (says != NULL) {
		snprintf(reason, sizeof reason, "the certificate is not to be trusted: %s", says);
		want.status = 0;
		want.kind = FAULT_NETWORK;
	}
	asker.options.cacert = showings[i].trusts ? trusted : NULL;
	asker.options.insecure = false;
	asker_begin(&asker);
	asker_expect(&asker, &want, 1);
	asker.options.insecure = true;
	asker_begin(&asker);
	cr_expect_eq(asker_get(&asker, url).status, 200, "%s: refused all the same", url);
}

Test(exchange_tls, trusts_no_certificate_that_is_not_vouched_for)
{
	for (size_t i = 0; i < LEN(showings); i++) {
		struct loopback	 server;

		start_server(&server, showings[i].certificate);
		expect_showing(i, &server);
		loopback_stop(&server);
	}
}

Test(exchange_tls, says_when_there_is_no_TLS)
{
	char		 url[128];
	struct ending	 want = { url, 0, FAULT_NETWORK, false, "no secure connection: " };

	snprintf(url, sizeof url, "https%.100s", asker.server.url + 4);
	asker_begin(&asker);
	asker_expect(&asker, &want, 1);
}

Test(exchange_tls, says_when_there_are_no_certificates)
{
	struct exchange_options	 options = asker.options;
	char			 page[512];
	struct loopback		 server;
	struct ending		 want = { server.url, 0, FAULT_INPUT, false, "certificates" };

	options.cacert = "nowhere/ca.pem";
	cr_expect(exchanges_new(&options, &asker.fault) == NULL);
	cr_expect_str_eq(asker.fault.text, "nowhere/ca.pem: no certificates can be read there");
	snprintf(page, sizeof page, "%s/page.html", asker.folder);
	start_server(&server, "good");
	asker.options.cacert = page;
	asker_begin(&asker);
	asker_expect(&asker, &want, 1);
	loopback_stop(&server);
}

/* --- HTTP/2 ---------------------------------------------------------------------------------- */

static unsigned
free_port(void)
{
	struct sockaddr_in	 at = { .sin_family = AF_INET };
	socklen_t		 size = sizeof at;
	int	 fd = socket(AF_INET, SOCK_STREAM, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	cr_assert(bind(fd, (struct sockaddr *)&at, sizeof at) == 0);
	cr_assert(getsockname(fd, (struct sockaddr *)&at, &size) == 0);
	close(fd);
	return ntohs(at.sin_port);
}

static void
write_config(unsigned port)
{
	char	 config[8192];
	int	 n = snprintf(config, sizeof config,
	    "daemon off; master_process off; pid nginx.pid; error_log stderr crit;\n"
	    "events { worker_connections 256; }\n"
	    "http {\n"
	    "  access_log off; client_body_temp_path t1; proxy_temp_path t2;\n"
	    "  fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;\n"
	    "  server {\n"
	    "    listen 127.0.0.1:%u ssl http2; keepalive_requests 4;\n"
	    "    ssl_certificate good.pem; ssl_certificate_key good.key;\n"
	    "    default_type text/html; root .;\n"
	    "    location /protocol { return 200 $server_protocol; }\n"
	    "    location /hang { return 444; }\n"
	    "    location /busy { add_header Retry-After 7 always; return 503; }\n"
	    "    location /far { return 302 /page.html; }\n"
	    "  }\n"
	    "}\n",
	    port);

	cr_assert(n > 0 && (size_t)n < sizeof config);
	folder_write(asker.folder, "nginx.conf", config, (size_t)n);
}

/* False, with a word, when there is no nginx. */
static bool
start_nginx(struct loopback *server)
{
	const struct timespec	 moment = { 0, 50000000 };
	unsigned		 port = free_port();
	bool			 up = false;

	/* NOLINTNEXTLINE(cert-env33-c): so are these. */
	if (system("PATH=$PATH:/usr/sbin; command -v nginx >/dev/null") != 0) {
		fprintf(stderr, "no nginx here: HTTP/2 is not tried\n");
		return false;
	}
	write_config(port);
	snprintf(server->url, sizeof server->url, "https://127.0.0.1:%u/", port);
	server->pid = fork();
	cr_assert(server->pid >= 0);
	if (server->pid == 0) {
		setenv("PATH", "/usr/sbin:/usr/bin:/bin:/usr/local/sbin:/usr/local/bin", 1);
		execlp("nginx", "nginx", "-p", asker.folder, "-c", "nginx.conf", "-e", "stderr",
		    (char *)NULL);
		_exit(127);
	}
	asker.options.cacert = trusted;
	asker_begin(&asker);
	for (int i = 0; i < 100 && !up; i++) {
		nanosleep(&moment, NULL);
		up = asker_get(&asker, server->url).status != 0;
	}
	cr_assert(up, "nginx does not start");
	return true;
}

static const struct {
	const char	*path;
	long		 status;
	const char	*body;
} nginx_answers[] = {
	{ "protocol", 200, "HTTP/2.0" },
	{ "page.html", 200, ASKER_PAGE },
	{ "nothing", 404, "" },
	{ "busy", 503, "" },
	{ "far", 302, "" },
	/* by now nginx has said GOAWAY twice */
	{ "protocol", 200, "HTTP/2.0" },
	{ "page.html", 200, ASKER_PAGE },
	{ "protocol", 200, "HTTP/2.0" },
	{ "page.html", 200, ASKER_PAGE },
};

static void
ask_nginx(const struct loopback *nginx)
{
	char	 url[128];

	for (size_t i = 0; i < LEN(nginx_answers); i++) {
		struct exchange_response	 got;

		snprintf(url, sizeof url, "%s%s", nginx->url, nginx_answers[i].path);
		got = asker_get(&asker, url);
		cr_expect_eq(got.status, nginx_answers[i].status, "%s: %ld %s", url, got.status,
		    got.why.text);
		cr_expect(span_eq(got.body, span_of(nginx_answers[i].body)), "%s: %s", url,
		    got.body.p);
		cr_expect(got.date != DATE_UNKNOWN);
		if (got.status == 503)
			cr_expect_eq(got.retry_at, got.fetched + 7);
	}
	snprintf(url, sizeof url, "%spage.html", nginx->url);
	for (int i = 0; i < 40; i++)
		asker_start(&asker, url,
		    (struct exchange_request) { .known.last_modified = DATE_UNKNOWN });
	for (int i = 0; i < 40; i++) {
		struct exchange_response	 got = asker_next(&asker);

		cr_expect_eq(got.status, 200, "%s", got.why.text);
	}
}

Test(exchange_tls, speaks_HTTP2)
{
	struct exchange_request		 request = { .known.last_modified = DATE_UNKNOWN };
	struct exchange_response	 got;
	struct loopback			 nginx;
	char				 url[128];
	struct ending			 hang = { url, 0, FAULT_NETWORK, true, "" };

	if (!start_nginx(&nginx))
		return;
	ask_nginx(&nginx);
	snprintf(url, sizeof url, "%spage.html", nginx.url);
	request.known = asker_get(&asker, url).validators;
	cr_expect(request.known.etag.n > 0 && request.known.last_modified != DATE_UNKNOWN);
	got = asker_ask(&asker, url, request);
	cr_expect_eq(got.status, 304, "%ld %s", got.status, got.why.text);
	cr_expect_eq(got.body.n, 0);
	snprintf(url, sizeof url, "%shang", nginx.url);
	asker_expect(&asker, &hang, 1);
	loopback_stop(&nginx);
}
