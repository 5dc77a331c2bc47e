/**
 * How code of other languages imports an SDK of the vendor's, today's and the archived ones.
 *
 * Source: the READMEs of klaviyo/klaviyo-api-python, klaviyo-api-php and klaviyo-api-ruby, and the pages of their packages at PyPI,
 * Packagist and RubyGems; read 2026-11-22.
 */
export const OTHER_SDK_IMPORT =
  /^\s*(?:from|import)\s+klaviyo_(?:api|sdk)\b|\bKlaviyoAPI\b|\brequire[ (]+['"]klaviyo(?:-api-sdk|_sdk)?['"]/;

/** How the manifests of Python, PHP and Ruby declare one, by their names. Sources as above. */
export const OTHER_SDK_DECLARATIONS: readonly { language: string; manifest: RegExp; declares: RegExp }[] = [
  {
    language: 'Python',
    manifest:
      /(?:^|\/)(?:(?:requirements|constraints)[^/]*\.(?:txt|in)|requirements\/[^/]+\.txt|pyproject\.toml|Pipfile|setup\.cfg)$/i,
    declares: /(?:^|["'])klaviyo(?:[-_.](?:api|sdk))?["']?\s*(?:[=<>~!@;[,"']|$)/i,
  },
  { language: 'PHP', manifest: /(?:^|\/)composer\.json$/i, declares: /"klaviyo\/(?:api|sdk|php-sdk)"\s*:/i },
  {
    language: 'Ruby',
    manifest: /(?:^|\/)(?:Gemfile|[^/]+\.gemspec)$/,
    declares: /\b(?:gem|add_(?:runtime_)?dependency)[ (]+['"]klaviyo(?:-api-sdk|_sdk)?['"]/,
  },
];
