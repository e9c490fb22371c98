#!/usr/bin/env bash
# Sends a payment to the card-fraud pipeline, waits for its prediction with kcat, and labels the payment as honest. kcat
# can't write Avro, so sluicegate encodes the payment and the label. Run this script where ./sluicegate is.
#
# Usage: payment.sh BOOTSTRAP REGISTRY [TIME]
set -euo pipefail

[ $# -ge 2 ] || { echo "usage: payment.sh BOOTSTRAP REGISTRY [TIME]" >&2; exit 2; }
export SLUICEGATE_BOOTSTRAP=$1 SLUICEGATE_REGISTRY=$2
occurred_at=${3:-$(date -u +%Y-%m-%dT%H:%M:%SZ)}
id=payment-$(date +%s%N)
card=card-of-$id
pipeline=examples/fraud/fraud.yaml
payment=$(tr -d '\n' <<END
{"transactionId": "$id", "cardId": "$card", "merchantId": "bookshop", "deviceId": "phone-of-dora", "category": "grocery",
 "country": "DE", "homeCountry": "DE", "amount": 12.5, "cardPresent": true, "occurredAt": "$occurred_at"}
END
)

# Prints the records of a topic since the start of this script that have the payment's card as their key.
started=$(date +%s%3N)
find_card() {
  kcat -C -e -q -b "$SLUICEGATE_BOOTSTRAP" -X isolation.level=read_committed -t "$1" -o "s@$started" "${@:2}" |
    grep "^$card " || true
}

# kcat decodes Avro only if it was built to do so; Debian's wasn't, and then only the prediction's place can be shown.
if kcat -V | grep -q Avro; then
  shown=(-s value=avro -r "$SLUICEGATE_REGISTRY" -f '%k %s\n')
else
  shown=(-f '%k is scored at %t-%p@%o, in %S bytes of Avro\n')
fi

./sluicegate events send --pipeline "$pipeline" --input - <<<"$payment"
echo "payment $id is sent"
for _ in {1..60}; do
  prediction=$(find_card fraud.predictions "${shown[@]}")
  letter=$(find_card fraud.events.dlq -f '%k became a dead letter: %h\n')
  [ -z "$prediction$letter" ] || break
  sleep 1
done
[ -z "$letter" ] || { echo "$letter" >&2; exit 1; }
[ -n "$prediction" ] || { echo "no prediction within a minute" >&2; exit 1; }
echo "$prediction"

./sluicegate labels send --pipeline "$pipeline" --input - <<<"${payment%\}}, \"positive\": false}"
echo "label sent"
