import {
  type Alternative,
  alternativesOf,
  type ExternalCallValue,
  type ExternalValue,
  type Value,
} from '../values/value.ts';

/**
 * Modules whose exports are variables of the environment.
 *
 * Sources: the documentation of SvelteKit, Astro, react-native-dotenv and react-native-config; read 2026-11-23.
 */
const OF_VARIABLES = new Set([
  '$env/static/public',
  '$env/static/private',
  'astro:env/client',
  'astro:env/server',
  // Of react-native-dotenv.
  '@env',
]);
/** Modules that export the environment as `env`. */
const OF_ENVIRONMENT = new Set(['$env/dynamic/public', '$env/dynamic/private', 'process']);

const PREFIX = 'env:';

/** The variables of the environment that a value can be, whole and not as a part of something else. */
export function environmentNames(value: Value): string[] {
  return alternativesOf(value).flatMap(option => nameOf(option) ?? []);
}

function nameOf(value: Alternative): string | undefined {
  switch (value.kind) {
    case 'unknown':
      return nameIn(value.hint);
    case 'text': {
      const [part, ...others] = value.parts;
      return part && 'hole' in part && others.length === 0 ? nameIn(part.hole) : undefined;
    }
    case 'external':
      return importedName(value);
    case 'externalMember':
      return value.object.kind === 'externalCall' && isLoadedEnvironment(value.object) ? value.name : undefined;
    case 'externalCall':
      return sameAsArgument(value);
    default:
      return undefined;
  }
}

/** The variable that the hole of a text stands for. */
export function nameIn(hole: string): string | undefined {
  return hole.startsWith(PREFIX) ? hole.slice(PREFIX.length) : undefined;
}

function importedName({ module = '', path }: ExternalValue): string | undefined {
  const [first, second, ...more] = path;
  if (OF_VARIABLES.has(module)) return second === undefined ? first : undefined;
  if (module === 'react-native-config' && second === undefined) return first === 'Config' ? undefined : first;
  const isEnvironment = OF_ENVIRONMENT.has(module) && first === 'env';
  const isConfig = module === 'react-native-config' && first === 'Config';
  return (isEnvironment || isConfig) && more.length === 0 ? second : undefined;
}

/** `loadEnv(mode, folder, '')` of Vite gives all variables. */
function isLoadedEnvironment({ callee }: ExternalCallValue): boolean {
  return callee.kind === 'external' && callee.module === 'vite' && callee.path.join('.') === 'loadEnv';
}

function sameAsArgument({ callee, args, constructed }: ExternalCallValue): string | undefined {
  const isSame =
    !constructed &&
    callee.kind === 'external' &&
    callee.module === undefined &&
    ['JSON.stringify', 'String'].includes(callee.path.join('.'));
  return isSame && args[0] ? environmentNames(args[0])[0] : undefined;
}
