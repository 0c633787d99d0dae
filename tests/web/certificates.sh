#!/bin/sh
# A certificate authority of the tests, and what servers show that it vouches for or does not.
#
#   certificates.sh DIR    makes in DIR, each .pem beside its .key, for localhost and 127.0.0.1
#                          unless said otherwise:
#
#   ca        the authority                  good      vouched for
#   expired   vouched for until yesterday    other     vouched for, but for other.example
#   alien     by an authority nobody knows   self      by itself
set -eu
cd "$1"
exec 3>&2 >made.log 2>&1
trap '[ $? -eq 0 ] || cat made.log >&3' EXIT
here="subjectAltName=DNS:localhost,IP:127.0.0.1,IP:127.0.0.2"

key() { # key NAME
	openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
}
authority() { # authority NAME
	key "$1"
	openssl req -x509 -new -key "$1.key" -subj "/CN=$1 of the tests" -days 2 -out "$1.pem"
}
vouch() { # vouch NAME AUTHORITY DAYS HOSTS
	key "$1"
	echo "$4" >"$1.ext"
	openssl req -new -key "$1.key" -subj "/CN=$1" -out "$1.csr"
	openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -days "$3" -extfile "$1.ext" \
	    -set_serial "0x$(openssl rand -hex 8)" -out "$1.pem"
}

authority ca
authority stranger
vouch good ca 2 "$here"
vouch expired ca -1 "$here"
vouch other ca 2 "subjectAltName=DNS:other.example"
vouch alien stranger 2 "$here"
key self
openssl req -x509 -new -key self.key -subj /CN=self -addext "$here" -days 2 -out self.pem
