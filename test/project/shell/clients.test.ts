import { describe, expect, test } from 'vitest';
import { requestsIn } from './requests-in.ts';

const LISTS = 'https://a.klaviyo.com/api/lists';

describe('curl', () => {
  test.each([
    [`curl ${LISTS}`, `GET ${LISTS}`],
    [`curl '${LISTS}'`, `GET ${LISTS}`],
    [`curl --url ${LISTS}`, `GET ${LISTS}`],
    [`curl --url=${LISTS}`, `GET ${LISTS}`],
    [`curl -- ${LISTS}`, `GET ${LISTS}`],
    [`curl a.klaviyo.com/api/lists`, 'GET a.klaviyo.com/api/lists'],
    [`curl -X POST ${LISTS}`, `POST ${LISTS}`],
    [`curl -XPOST ${LISTS}`, `POST ${LISTS}`],
    [`curl -sSXPOST ${LISTS}`, `POST ${LISTS}`],
    [`curl -sSfX post ${LISTS}`, `POST ${LISTS}`],
    [`curl --request PATCH ${LISTS}`, `PATCH ${LISTS}`],
    [`curl ${LISTS} -X DELETE`, `DELETE ${LISTS}`],
    [`curl -X GET -X PUT ${LISTS}`, `PUT ${LISTS}`],
    [`curl -d '{}' ${LISTS}`, `POST ${LISTS}`],
    [`curl -d@body.json ${LISTS}`, `POST ${LISTS}`],
    [`curl --data-raw '{}' ${LISTS}`, `POST ${LISTS}`],
    [`curl --json '{}' ${LISTS}`, `POST ${LISTS}`],
    [`curl -F a=b ${LISTS}`, `POST ${LISTS}`],
    [`curl -X PATCH -d '{}' ${LISTS}`, `PATCH ${LISTS}`],
    [`curl -G -d 'page=2' ${LISTS}`, `GET ${LISTS}`],
    [`curl --get --data-urlencode 'page=2' ${LISTS}`, `GET ${LISTS}`],
    [`curl -I ${LISTS}`, `HEAD ${LISTS}`],
    [`curl -T file ${LISTS}`, `PUT ${LISTS}`],
    [`curl -o out.json -w '%{http_code}' --max-time 10 -u user:secret ${LISTS}`, `GET ${LISTS}`],
    [`curl -x http://proxy.example:80 -e https://shop.example ${LISTS}`, `GET ${LISTS}`],
    [`curl --unknown-option ${LISTS}`, `GET ${LISTS}`],
    [`curl -X "$METHOD" ${LISTS}`, `? ${LISTS}`],
    [`curl $OPTIONS ${LISTS}`, `? ${LISTS}, …`],
    [`curl -o $OUT ${LISTS}`, `GET ${LISTS}`],
    [`curl -K config ${LISTS}`, `? ${LISTS}, …`],
    [`curl -H 'Revision: 2026-07-15' ${LISTS}`, `GET ${LISTS}, revision: 2026-07-15`],
    [`curl -Hrevision:2026-07-15 ${LISTS}`, `GET ${LISTS}, revision: 2026-07-15`],
    [`curl --header "revision:  2026-07-15  " ${LISTS}`, `GET ${LISTS}, revision: 2026-07-15`],
    [`curl -H "accept: a/b" -H 'x-empty;' ${LISTS}`, `GET ${LISTS}, accept: a/b, x-empty: `],
    [`curl -H @headers.txt ${LISTS}`, `GET ${LISTS}, …`],
    [`curl -H "$HEADER" ${LISTS}`, `GET ${LISTS}, …`],
    [`curl -H "$NAME: value" ${LISTS}`, `GET ${LISTS}, …`],
    [`curl -H "Authorization: Klaviyo-API-Key $KEY" ${LISTS}`, `GET ${LISTS}, authorization: Klaviyo-API-Key *`],
  ])('%s', (text, expected) => {
    expect(requestsIn(text)).toEqual([expected]);
  });

  test('with braces in an address sends to one with a hole', () => {
    expect(requestsIn(`curl ${LISTS}/{1,2}`)).toEqual([`GET ${LISTS}/*`]);
  });

  test('with several addresses sends several requests', () => {
    expect(requestsIn(`curl ${LISTS} ${LISTS}/1`)).toEqual([`GET ${LISTS}`, `GET ${LISTS}/1`]);
  });

  test('starts anew behind --next', () => {
    expect(requestsIn(`curl -d x -H 'a: b' ${LISTS} --next ${LISTS}/1`)).toEqual([
      `POST ${LISTS}, a: b`,
      `GET ${LISTS}/1`,
    ]);
  });

  test.each(['curl', 'curl --version', 'curl -o', 'curl -H', 'curl -X', 'curl 10'])('%s sends nothing', text => {
    expect(requestsIn(text)).toEqual([]);
  });
});

describe('wget', () => {
  test.each([
    [`wget ${LISTS}`, `GET ${LISTS}`],
    [`wget -qO- ${LISTS}`, `GET ${LISTS}`],
    [`wget -q -O out.json --timeout=10 ${LISTS}`, `GET ${LISTS}`],
    [`wget --header='revision: 2026-07-15' ${LISTS}`, `GET ${LISTS}, revision: 2026-07-15`],
    [`wget --header 'revision: 2026-07-15' ${LISTS}`, `GET ${LISTS}, revision: 2026-07-15`],
    [`wget --post-data '{}' ${LISTS}`, `POST ${LISTS}`],
    [`wget --post-file=body.json ${LISTS}`, `POST ${LISTS}`],
    [`wget --method=PATCH --body-data='{}' ${LISTS}`, `PATCH ${LISTS}`],
    [`wget $OPTIONS ${LISTS}`, `? ${LISTS}, …`],
  ])('%s', (text, expected) => {
    expect(requestsIn(text)).toEqual([expected]);
  });
});

describe('HTTPie', () => {
  test.each([
    [`http ${LISTS}`, `GET ${LISTS}`],
    ['https a.klaviyo.com/api/lists', 'GET a.klaviyo.com/api/lists'],
    [`xh ${LISTS}`, `GET ${LISTS}`],
    [`http POST ${LISTS} name=x`, `POST ${LISTS}`],
    [`http PATCH ${LISTS} name=x`, `PATCH ${LISTS}`],
    [`http ${LISTS} name=x`, `POST ${LISTS}`],
    [`http ${LISTS} data:='{}'`, `POST ${LISTS}`],
    [`http ${LISTS} page==2`, `GET ${LISTS}`],
    [`http ${LISTS} revision:2026-07-15 Accept:a/b`, `GET ${LISTS}, revision: 2026-07-15, accept: a/b`],
    [`http -a user:secret --timeout 5 ${LISTS}`, `GET ${LISTS}`],
    [`http ${LISTS} Authorization:"Klaviyo-API-Key $KEY"`, `GET ${LISTS}, authorization: Klaviyo-API-Key *`],
    [`http ${LISTS} "$ITEM"`, `? ${LISTS}, …`],
  ])('%s', (text, expected) => {
    expect(requestsIn(text)).toEqual([expected]);
  });

  test.each(['http', 'http --help', 'http POST'])('%s sends nothing', text => {
    expect(requestsIn(text)).toEqual([]);
  });
});

describe('another command runs a client', () => {
  test.each([
    `/usr/bin/curl ${LISTS}`,
    `sudo -u app curl ${LISTS}`,
    `timeout 10 curl ${LISTS}`,
    `env A=b curl ${LISTS}`,
    `A=b curl ${LISTS}`,
    `command curl ${LISTS}`,
    `time curl ${LISTS}`,
    `! curl ${LISTS}`,
    `docker run --rm curlimages/curl:8.15.0 ${LISTS}`,
    `kubectl exec pod -- curl ${LISTS}`,
    `ssh host curl ${LISTS}`,
    `sh -c 'curl ${LISTS}'`,
    `bash -lc "curl ${LISTS}"`,
    `docker exec app sh -c 'curl ${LISTS}'`,
    `eval "curl ${LISTS}"`,
    `eval curl ${LISTS}`,
    `trap 'curl ${LISTS}' EXIT`,
    `curl() { command curl --retry 3 "$@"; }\ncurl ${LISTS}`,
  ])('%s', text => {
    expect(requestsIn(text)).toEqual([`GET ${LISTS}`]);
  });

  test('and adds arguments', () => {
    expect(requestsIn(`cat ids | xargs -I{} curl ${LISTS}/{}`)).toEqual([`? ${LISTS}/{}, …`]);
  });

  test('in texts that run one another, to an end', () => {
    const nested = (depth: number): string =>
      depth === 0 ? `curl ${LISTS}` : `eval "${nested(depth - 1).replaceAll(/["\\]/g, String.raw`\$&`)}"`;
    expect(requestsIn(nested(3))).toEqual([`GET ${LISTS}`]);
    expect(requestsIn(nested(4))).toEqual([]);
  });
});

describe('nothing is sent by', () => {
  test.each([
    `# curl ${LISTS}`,
    `echo curl ${LISTS}`,
    `echo "curl ${LISTS}"`,
    `printf '%s\\n' 'curl ${LISTS}'`,
    `cat <<EOF > call.sh\ncurl ${LISTS}\nEOF`,
    `cat <<'EOF'\ncurl $(curl ${LISTS})\nEOF`,
    `grep -rn curl ${LISTS}`,
    `apt-get install curl ${LISTS}`,
    `alias k='curl ${LISTS}'`,
    `curl_options="${LISTS}"`,
    `open ${LISTS}`,
    `./curl.sh ${LISTS}`,
    `true ${LISTS} # ; curl ${LISTS}`,
    `trap - EXIT ${LISTS}`,
    `: <<'COMMENT'\ncurl ${LISTS}\nCOMMENT`,
    `usage() {\n  cat <<EOF\ncurl ${LISTS}\nEOF\n}`,
    `sed -i 's#curl ${LISTS}#x#' a.sh`,
    `docker run -e URL=${LISTS} app`,
    `which curl ${LISTS}`,
    `command -v curl >/dev/null && open ${LISTS}`,
    `curl() { cat fixture.json; }\ncurl ${LISTS}`,
    `function curl() {\n  echo "$@" >> calls\n}\ncurl ${LISTS}`,
  ])('%s', text => {
    expect(requestsIn(text)).toEqual([]);
  });
});
