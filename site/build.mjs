// Usage: node site/build.mjs
// Builds the site into site/dist: the bundles of the playground first, then all pages.
import path from 'node:path';
import { build } from 'vitepress';
import { buildPlayground } from './build-playground.mjs';

const root = path.dirname(import.meta.dirname);
await buildPlayground(root);
await build(path.join(root, 'site'));
