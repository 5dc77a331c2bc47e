import { intersects, subset } from 'semver';
import { defineCheck, type CheckProblem } from '../model/define-check.ts';
import type { NodeVersion, SdkDependency } from '../model/facts.ts';
import { onePerPlace } from '../model/one-per-place.ts';
import { dependenciesOf, installsSdk, sdksInUse } from '../model/sdk-in-use.ts';
import { releasesAround } from '../vendors/releases.ts';
import { SDK_RELEASES } from '../vendors/customerio/generated/sdk-releases.ts';
import { SDK_PACKAGE } from '../vendors/customerio/sdk-release.ts';

export default defineCheck({
  id: 'customerio-unsupported-node',
  description: 'Customer.io SDK versions that need a newer Node.js than the project declares',
  severity: 'error',
  alsoWarns: true,
  run({ sdkDependencies, nodeVersions = [] }) {
    const dependencies = dependenciesOf(SDK_PACKAGE, sdkDependencies).filter(installsSdk);
    return onePerPlace(
      dependencies.flatMap(dependency =>
        sdksInUse(dependency).flatMap(({ version }) => {
          const needed = nodeOf(version);
          if (needed === undefined) return [];
          return countingFor(dependency, nodeVersions).flatMap(
            node => problemOf(node, { version, needed, dependency }) ?? [],
          );
        }),
      ),
    );
  },
});

/** The range of Node that a version asks for; undefined where it asks for none, or that is not known. */
function nodeOf(version: string): string | undefined {
  const { before, after } = releasesAround(version, SDK_RELEASES);
  return before?.node === after?.node ? before?.node : undefined;
}

/** Of the manifests and of the version files the nearest at or above the declaration, and all workflows. */
function countingFor({ at }: SdkDependency, versions: readonly NodeVersion[]): NodeVersion[] {
  const above = versions.filter(({ folder }) => folder === '' || at.path.startsWith(`${folder}/`));
  return [
    ...nearest(above.filter(({ by }) => by === 'engines')),
    ...nearest(above.filter(({ by }) => by === 'version-file')),
    ...above.filter(({ by }) => by === 'workflow'),
  ];
}

function nearest(versions: readonly NodeVersion[]): NodeVersion[] {
  const deepest = Math.max(...versions.map(({ folder }) => folder.length));
  return versions.filter(({ folder }) => folder.length === deepest);
}

const SUBJECTS: Readonly<Record<NodeVersion['by'], string>> = {
  engines: "'engines' admits only",
  'version-file': 'this file names',
  workflow: 'this workflow runs on',
};

interface Asking {
  version: string;
  needed: string;
  dependency: SdkDependency;
}

/** A range that admits a fitting Node is met by it, except in `engines`, which promises that all of the range work. */
function problemOf(
  { by, text, range, at }: NodeVersion,
  { version, needed, dependency }: Asking,
): CheckProblem | undefined {
  const fact = `${SDK_PACKAGE} ${version} needs Node ${needed}`;
  const related = [{ path: dependency.at.path, line: dependency.at.line, message: `${SDK_PACKAGE} is declared here` }];
  const written = text.slice(0, LONGEST_SHOWN);
  if (!intersects(range, needed))
    return { message: `${fact}, but ${SUBJECTS[by]} '${written}'. Move to a Node that it supports.`, at, related };
  if (by !== 'engines' || subset(range, needed)) return undefined;
  return {
    message: `${fact}, but 'engines' also admits older ones with '${written}'. Write '${needed}', so that an install on an older one is refused.`,
    at,
    related,
    severity: 'warning',
  };
}

const LONGEST_SHOWN = 40;
