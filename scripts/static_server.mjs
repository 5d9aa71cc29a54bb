// Serves a folder of precompressed, content-hashed files, as a good static host would; used by run and by the tests.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const kTypes = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8', '.wasm': 'application/wasm', '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg',
  '.webp': 'image/webp', '.otf': 'font/otf', '.ttf': 'font/ttf', '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8',
};

/** The page may run its own scripts and wasm and talk to nobody else; photos are shown from blobs. */
export const kContentSecurityPolicy = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' blob: data:",
  "font-src 'self'", "connect-src 'self'", "worker-src 'self'", "frame-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'none'",
].join('; ');

function encodingFor(request, path) {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  for (const [encoding, suffix] of [['br', '.br'], ['gzip', '.gz']]) {
    if (new RegExp(`\\b${encoding}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accepted) && existsSync(path + suffix)) return { encoding, suffix };
  }
  return null;
}

function respond(folder, request, response) {
  const refuse = (status, text) => response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET and HEAD');
  let path;
  try {
    path = join(folder, normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname)));
  } catch {
    return refuse(400, 'Bad address');
  }
  if (path.includes('\0') || !(path + sep).startsWith(folder + sep)) return refuse(400, 'Bad address');
  if (existsSync(path) && statSync(path).isDirectory()) path = join(path, 'index.html');
  if (!existsSync(path)) return refuse(404, 'Not found');

  const packed = encodingFor(request, path);
  const file = path + (packed?.suffix ?? '');
  const hashed = /\.[0-9a-f]{10}\.[a-z0-9]+$/.test(path);
  const headers = {
    'Content-Type': kTypes[extname(path)] ?? 'application/octet-stream',
    'Content-Length': statSync(file).size,
    'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Content-Security-Policy': kContentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', Vary: 'Accept-Encoding',
  };
  if (packed) headers['Content-Encoding'] = packed.encoding;
  response.writeHead(200, headers);
  if (request.method === 'HEAD') return response.end();
  createReadStream(file).on('error', () => response.destroy()).pipe(response);
}

/** Serves folder on this machine only; port 0 takes a free one. Resolves to { server, port, url }. */
export function startServer(folder, port = 0) {
  const server = createServer((request, response) => respond(folder, request, response));
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, 'localhost', () => done({ server, port: server.address().port, url: `http://localhost:${server.address().port}/` }));
  });
}
