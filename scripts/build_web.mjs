// Builds the web app into build/web/dist: the wasm module, the data it fetches, the page around it.
// Usage: node scripts/build_web.mjs [--debug]
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPreset, die, kRoot } from './build.mjs';
import { packageWeb } from './package_web.mjs';
import { madeWebAssets, makeWebAssets } from './web_assets.mjs';

/** What has been built and is packed into a page: modules, the Worker, data files, for packageWeb. */
export function webParts({ preset = 'web-release', assets = madeWebAssets() } = {}) {
  const modules = ['hairline-designer', 'hairline-works', 'hairline-documents'].map((name) => join(kRoot, 'build', preset, 'bin', `${name}.mjs`));
  return { modules, workers: [join(kRoot, 'web/works.worker.js')], assets };
}

/** True when build/web/dist is complete; otherwise the reason has been printed. */
export async function buildWeb({ debug = false } = {}) {
  const preset = debug ? 'web-debug' : 'web-release';
  if (!buildPreset(preset)) return false;
  const assets = makeWebAssets();
  if (!assets) return false;
  return packageWeb({ ...webParts({ preset, assets }), source: join(kRoot, 'web'), out: join(kRoot, 'build/web/dist'), debug });
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  if (!(await buildWeb({ debug: process.argv.includes('--debug') }))) die('the web app could not be built');
}
