import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import { isSdkModule } from '../../src/vendors/klaviyo/sdk-release.ts';
import { mentionsKlaviyo } from '../klaviyo/queries.ts';
import { createRule } from '../create-rule.ts';
import { analyze } from '../klaviyo/analyze.ts';
import { cycleThrough, type Graph } from '../vendor/layers/cycle.ts';
import type { Component } from '../vendor/layers/import-components.ts';
import { isUpwards, type Layer, type Layering, layerOf, LAYERS, PRESETS } from '../vendor/layers/layer-of.ts';
import { importedPath, importsOf, type ModuleImport } from '../vendor/layers/module-imports.ts';
import { type Module } from '../program/module.ts';
import { isTestFile } from '../program/test-file.ts';

type MessageId = 'routeCallsSdk' | 'skipsServices' | 'upwards' | 'cycle';

const NAMES: Record<Layer, string> = {
  routes: 'routes',
  entries: 'jobs and other entries',
  services: 'services',
  sdk: 'SDK layer',
  config: 'configuration',
};
/** What of the SDK calls nothing: texts of payloads and the builder of filters. */
const PASSIVE = /Enum$|^FilterBuilder$/;
/** What a route may take from the SDK layer: it checks a delivery or describes data, and calls nothing. */
const DESCRIBING = /(?:signature|verif|webhook|types?|errors?|constants?|schemas?)[\w-]*(?:\.[cm]?[jt]s)?$/i;

export default createRule<[Layering], MessageId>({
  name: 'sdk-layering',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require routes to call services, and services the SDK layer, never the other way round',
      preset: 'strict',
      severity: 'warning',
      since: '0.3.0',
    },
    messages: {
      routeCallsSdk:
        'A route that calls the SDK itself repeats errors, retries and payloads that belong in one place. Call a service from here, and the SDK from there.',
      skipsServices:
        "'{{path}}' belongs to the SDK layer, which is called by services. Call a service from here instead.",
      upwards:
        "'{{path}}' belongs to the {{target}}, which are above the {{layer}}. Move what both need into the lower layer, or pass it as an argument.",
      cycle: "This import leads back to this file through '{{way}}'. Move what both need into a module of its own.",
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          preset: { type: 'string', enum: [...PRESETS] },
          layers: {
            type: 'object',
            additionalProperties: false,
            properties: Object.fromEntries(
              LAYERS.map(layer => [
                layer,
                { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true },
              ]),
            ),
          },
        },
      },
    ],
    defaultOptions: [{}],
  },
  create(context, [layering]) {
    const { module } = analyze(context);
    const layer = layerOf(module.path, layering, klaviyo.id);
    if (layer === undefined || isTestFile(module.path)) return {};
    const own = layer;

    function problemWith(imported: ModuleImport): { messageId: MessageId; data?: Record<string, string> } | undefined {
      if (isSdkModule(module.packageOf(imported.specifier)))
        return own === 'routes' && callsSdk(imported) ? { messageId: 'routeCallsSdk' } : undefined;
      const path = importedPath(imported, module);
      const target = path === undefined ? undefined : layerOf(path, layering, klaviyo.id);
      if (path === undefined || target === undefined || !concernsKlaviyo(imported, module)) return undefined;
      if (own === 'routes' && target === 'sdk')
        return DESCRIBING.test(path) ? undefined : { messageId: 'skipsServices', data: { path } };
      if (isUpwards(own, target))
        return { messageId: 'upwards', data: { path, target: NAMES[target], layer: NAMES[own] } };
      const way = cycleThrough(imported, module, graphFor(layering));
      return way && { messageId: 'cycle', data: { way: way.join("' and '") } };
    }

    return {
      'Program:exit'() {
        for (const imported of importsOf(module)) {
          const problem = problemWith(imported);
          if (problem) context.report({ node: imported.node, ...problem });
        }
      },
    };
  },
});

const graphs = new Map<string, Graph>();

/** The layers are the same for all files with the same options. */
function graphFor(layering: Layering): Graph {
  const key = JSON.stringify(layering);
  const graph = graphs.get(key) ?? {
    isFollowed: (module: Module) => layerOf(module.path, layering, klaviyo.id) !== undefined,
    components: new WeakMap<Module, Component>(),
  };
  graphs.set(key, graph);
  return graph;
}

function callsSdk({ names }: ModuleImport): boolean {
  return names === undefined || names.length === 0 || names.some(name => !PASSIVE.test(name));
}

/** The architecture of what else the project does is its own. */
function concernsKlaviyo({ specifier }: ModuleImport, module: Module): boolean {
  const target = module.resolve(specifier);
  return isConnected(module) || (target !== undefined && isConnected(target));
}

const connected = new WeakMap<Module, boolean>();

/** It names the vendor, or imports a file that does. */
function isConnected(module: Module): boolean {
  const known =
    connected.get(module) ??
    (mentionsKlaviyo(module) ||
      importsOf(module).some(({ specifier }) => {
        const target = module.resolve(specifier);
        return target !== undefined && mentionsKlaviyo(target);
      }));
  connected.set(module, known);
  return known;
}
