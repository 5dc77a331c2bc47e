import { readFileSync } from 'node:fs';

const METADATA = /[\\/]libphonenumber-js[\\/]metadata\.min\.json\.js$/;
/** Where a country keeps how its numbers are written. */
const FORMATS = 4;

/** esbuild plugin: numbers are parsed and checked, never formatted, so that half of what the library knows is not needed. */
export const phoneMetadata = {
  name: 'phone-metadata',
  setup(build) {
    build.onLoad({ filter: METADATA }, ({ path }) => {
      const metadata = JSON.parse(readFileSync(path, 'utf8').replace(/^[^{]+|[^}]+$/g, ''));
      const countries = [...Object.values(metadata.countries), ...Object.values(metadata.nonGeographic ?? {})];
      for (const country of countries) if (country[FORMATS]) country[FORMATS] = 0;
      return { contents: `export default ${JSON.stringify(metadata)};` };
    });
  },
};
