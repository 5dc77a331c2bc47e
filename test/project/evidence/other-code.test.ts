import { expect, test } from 'vitest';
import { findOtherCode } from '../../../src/project/evidence/other-code.ts';
import { virtualReader, type VirtualFiles } from '../virtual-files.ts';

const shown = (files: VirtualFiles): string[] =>
  findOtherCode(virtualReader(files), Object.keys(files)).map(({ path, line, language, subjects }) =>
    [`${path}:${line}`, language, ...subjects].join(' '),
  );

test.each([
  ['a.py', 'import requests\nrequests.post("https://a.klaviyo.com/api/events")\n', ['a.py:2 Python']],
  ['a.py', 'from klaviyo_api import KlaviyoAPI\n', ['a.py:1 Python sdk']],
  [
    'src/Sync.php',
    "<?php\nuse KlaviyoAPI\\KlaviyoAPI;\n$a = ['phone_number' => $p];\n",
    ['src/Sync.php:2 PHP sdk phone numbers'],
  ],
  ['a.php', "<?php\n$url =\n  'https://a.klaviyo.com/api/events';\n", ['a.php:3 PHP']],
  ['a.rb', "require 'klaviyo-api-sdk'\n", ['a.rb:1 Ruby sdk']],
  ['main.go', 'var url = "https://a.klaviyo.com/api/profiles"\n', ['main.go:1 Go']],
  ['A.java', 'String url = "https://A.KLAVIYO.COM/api/lists";\n', ['A.java:1 Java']],
  [
    'hooks.py',
    'from flask import Flask, request\nrequest.headers["Klaviyo-Signature"]\n# a webhook\n',
    ['hooks.py:2 Python webhooks http server'],
  ],
])('%s that holds %j is found', (path, text, found) => {
  expect(shown({ [path]: text })).toEqual(found);
});

test.each([
  ['requirements.txt', 'flask==3.0\nklaviyo-api>=13\n', ['requirements.txt:2 Python sdk']],
  ['requirements/base.txt', 'klaviyo_api\n', ['requirements/base.txt:1 Python sdk']],
  [
    'pyproject.toml',
    '[project]\nname = "shop"\ndependencies = ["klaviyo-api==24.0.0"]\n',
    ['pyproject.toml:3 Python sdk'],
  ],
  ['Pipfile', '[packages]\nklaviyo-api = "*"\n', ['Pipfile:2 Python sdk']],
  ['composer.json', '{\n  "require": { "klaviyo/api": "^20" }\n}\n', ['composer.json:2 PHP sdk']],
  ['Gemfile', "gem 'klaviyo-api-sdk', '~> 18'\n", ['Gemfile:1 Ruby sdk']],
])('%s that declares the SDK in %j is found', (path, text, found) => {
  expect(shown({ [path]: text })).toEqual(found);
});

test.each([
  ['a document', 'README.md', '`curl https://a.klaviyo.com/api/events`\n'],
  ['a document of the docs', 'docs/setup.rst', 'Call https://a.klaviyo.com/api/events\n'],
  ['a comment', 'a.py', '# see https://a.klaviyo.com/api/events\n'],
  ['a comment of several lines', 'A.java', '/*\n * https://a.klaviyo.com/api/events\n */\n'],
  ['a script of pages', 'head.php', '<script src="https://a.klaviyo.com/media/js/analytics.js"></script>\n'],
  ['another page of the vendor', 'a.py', 'HELP = "https://help.klaviyo.com/hc/en-us"\n'],
  ['the vendor in words', 'a.rb', 'puts "Klaviyo"\n'],
  ['a test', 'tests/a.py', 'URL = "https://a.klaviyo.com/api/events"\n'],
  ['a test by its name', 'app/test_sync.py', 'URL = "https://a.klaviyo.com/api/events"\n'],
  ['code that is analyzed', 'a.ts', "fetch('https://a.klaviyo.com/api/events');\n"],
  ['an app', 'App.swift', 'let host = "a.klaviyo.com"\n'],
  ['a package of another', 'requirements.txt', 'klaviyo-tap==1.0\n# klaviyo-api\n'],
  ['the name of a project', 'pyproject.toml', '[project]\nname = "klaviyo-api"\n'],
  [
    'a package that is like it',
    'composer.json',
    '{ "name": "klaviyo/api", "require": { "acme/klaviyo-sync": "1" } }\n',
  ],
])('%s is none', (_, path, text) => {
  expect(shown({ [path]: text })).toEqual([]);
});
