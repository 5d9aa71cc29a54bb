// The web half of scripts/run: builds the page and serves it until interrupted.
import { join } from 'node:path';
import { kRoot, die, say } from './build.mjs';
import { buildWeb } from './build_web.mjs';
import { startServer } from './static_server.mjs';

const [port, ...options] = process.argv.slice(2);
if (Number(port) > 65535) die(`${port} is not a port`);
if (!(await buildWeb({ debug: options.includes('--debug') }))) die('the web app could not be built');
if (!options.includes('--build-only')) {
  try {
    const { url } = await startServer(join(kRoot, 'build/web/dist'), Number(port));
    say(`the designer is at ${url.replace(/\/$/, '')} (stop with Ctrl+C)`);
  } catch (error) {
    die(error.code === 'EADDRINUSE' ? `port ${port} is taken: use scripts/run --port N` : error.message);
  }
}
