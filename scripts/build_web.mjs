// Builds the web app into build/web/dist: the wasm module, the data it fetches, the page around it.
// Usage: node scripts/build_web.mjs [--debug]
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPreset, die, kRoot } from './build.mjs';
import { packageWeb } from './package_web.mjs';
import { makeWebAssets } from './web_assets.mjs';

/** True when build/web/dist is complete; otherwise the reason has been printed. */
export async function buildWeb({ debug = false } = {}) {
  const preset = debug ? 'web-debug' : 'web-release';
  if (!buildPreset(preset)) return false;
  const assets = makeWebAssets();
  if (!assets) return false;
  return packageWeb({
    source: join(kRoot, 'web'), module: join(kRoot, 'build', preset, 'bin/hairline-designer.mjs'),
    assets, out: join(kRoot, 'build/web/dist'), debug,
  });
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  if (!(await buildWeb({ debug: process.argv.includes('--debug') }))) die('the web app could not be built');
}
