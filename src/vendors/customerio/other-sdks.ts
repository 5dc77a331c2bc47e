/**
 * How code of other languages imports an SDK of the vendor's.
 *
 * Source: the READMEs of customerio/customerio-python, customerio-ruby and go-customerio, and the packages `customerio` at PyPI and
 * RubyGems; read 2026-11-22.
 */
export const OTHER_SDK_IMPORT =
  /^\s*(?:from|import)\s+customerio\b|\bCustomerio::(?:API)?Client\b|"github\.com\/customerio\/go-customerio(?:\/v\d+)?"|\brequire[ (]+['"]customerio['"]/;

/** How the manifests of Python, Ruby and Go declare one, by their names. Sources as above. */
export const OTHER_SDK_DECLARATIONS: readonly { language: string; manifest: RegExp; declares: RegExp }[] = [
  {
    language: 'Python',
    manifest:
      /(?:^|\/)(?:(?:requirements|constraints)[^/]*\.(?:txt|in)|requirements\/[^/]+\.txt|pyproject\.toml|Pipfile|setup\.cfg)$/i,
    declares: /(?:^|["'])customerio["']?\s*(?:[=<>~!@;[,"']|$)/i,
  },
  {
    language: 'Ruby',
    manifest: /(?:^|\/)(?:Gemfile|[^/]+\.gemspec)$/,
    declares: /\b(?:gem|add_(?:runtime_)?dependency)[ (]+['"]customerio['"]/,
  },
  { language: 'Go', manifest: /(?:^|\/)go\.mod$/, declares: /\bgithub\.com\/customerio\/go-customerio\b/ },
];
