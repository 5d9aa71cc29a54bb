// Checks that every file of src/ includes only what src/modules.txt lets its module use; CMake links by the same table.
// Headers under a module's internal/ are its own; rooms of a module use each other by the table, too; a module or room
// without a folder is an error, and so is a folder that is neither.
// Usage: node tests/check_includes.mjs [folder with src/]   Exit code 1 with one line for each forbidden include.
import { readdirSync, readFileSync, existsSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Headers of the third-party libraries named in modules.txt. */
const kLibraryHeaders = {
  glm: /^glm\//,
  eigen: /^(unsupported\/)?Eigen\//,
  yyjson: /^yyjson\.h$/,
  stb: /^stb_.*\.h$/,
  zlib: /^zlib\.h$/,
  minizip: /^minizip\//,
  hpdf: /^hpdf.*\.h$/,
  imgui: /^(imgui|imgui_internal|imgui_stdlib|misc\/.*)\.h$/,
  imgui_gl: /^(backends\/)?imgui_impl_opengl3.*\.h$/,
  sdl2: /^(SDL2\/)?SDL.*\.h$/,
  emscripten: /^(emscripten|emscripten\/.*)(\.h)?$/,
  gl: /^(GL|GLES2|GLES3|KHR|EGL)\//,
};

/** The table of src/modules.txt: module → what it may use, and its rooms → what each may use. */
export function readModules(text) {
  const modules = new Map();
  for (const line of text.split('\n')) {
    if (!/^[a-z]/.test(line)) continue;
    const room = /^([a-z_0-9]+)\/([a-z_0-9]+):([a-z_0-9 ]*)$/.exec(line);
    if (room) {
      const rooms = modules.get(room[1])?.rooms;
      const uses = room[3].split(/\s+/).filter(Boolean);
      if (!rooms) throw new Error(`src/modules.txt: a room of no module: ${line}`);
      for (const used of uses) if (!rooms.has(used)) throw new Error(`src/modules.txt: ${room[2]} uses ${used}, which does not come before it`);
      rooms.set(room[2], new Set(uses));
      continue;
    }
    const match = /^([a-z_0-9]+):([^|]*)\|(.*)$/.exec(line);
    if (!match) throw new Error(`src/modules.txt: not 'module: modules | libraries': ${line}`);
    const words = (part) => part.trim().split(/\s+/).filter(Boolean);
    modules.set(match[1], { uses: new Set(words(match[2])), libraries: new Set(words(match[3])), rooms: new Map() });
  }
  return modules;
}

/** The room of a path inside its module, '' above the rooms. */
function roomOf(rooms, path) {
  const folder = path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
  return rooms.has(folder) ? folder : '';
}

/** Why a file of the module, at `path` inside it, may not include the header, or null when it may. */
export function whyForbidden(modules, module, header, path = '') {
  const { uses, libraries, rooms } = modules.get(module);
  const slash = header.indexOf('/');
  const first = slash < 0 ? '' : header.slice(0, slash);
  if (modules.has(first)) {
    if (first === module) {
      const from = roomOf(rooms, path), to = roomOf(rooms, header.slice(slash + 1));
      return !from || from === to || rooms.get(from).has(to) ? null : `${module}/${from} may not use ${to ? `${module}/${to}` : `what lies above the rooms of ${module}`}`;
    }
    if (!uses.has(first)) return `${module} may not use ${first}`;
    return header.startsWith(`${first}/internal/`) ? `internal to ${first}` : null;
  }
  for (const [library, pattern] of Object.entries(kLibraryHeaders)) {
    if (!pattern.test(header)) continue;
    const allowed = libraries.has(library) || (library === 'glm' && (module === 'core' || uses.has('core')));
    return allowed ? null : `${module} may not use the library ${library}`;
  }
  return null;
}

function filesUnder(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesUnder(path);
    return /\.(h|hpp|inl|cpp|c)$/.test(name) ? [path] : [];
  });
}

/** All complaints about the tree under root, as 'file:line: reason', and how many files were read. */
export function checkTree(root) {
  const modules = readModules(readFileSync(join(root, 'src/modules.txt'), 'utf8'));
  const problems = [];
  let files = 0;
  for (const entry of readdirSync(join(root, 'src'), { withFileTypes: true })) {
    if (entry.isDirectory() && !modules.has(entry.name)) problems.push(`src/${entry.name}: not a module of src/modules.txt`);
  }
  for (const module of modules.keys()) {
    const folder = join(root, 'src', module);
    if (!existsSync(folder)) {
      problems.push(`src/modules.txt: ${module} has no folder`);
      continue;
    }
    const { rooms } = modules.get(module);
    for (const room of rooms.keys()) if (!existsSync(join(folder, room))) problems.push(`src/modules.txt: ${module}/${room} has no folder`);
    for (const entry of rooms.size ? readdirSync(folder, { withFileTypes: true }) : []) {
      if (entry.isDirectory() && !rooms.has(entry.name)) problems.push(`src/${module}/${entry.name}: not a room of src/modules.txt`);
    }
    for (const path of filesUnder(folder)) {
      ++files;
      readFileSync(path, 'utf8').split('\n').forEach((line, index) => {
        const match = /^\s*#\s*include\s*[<"]([^>"]+)[>"]/.exec(line);
        const reason = match && (match[1].startsWith('..') ? 'includes go from src/' : whyForbidden(modules, module, match[1], relative(folder, path)));
        if (reason) problems.push(`${relative(root, path)}:${index + 1}: ${match[1]}: ${reason}`);
      });
    }
  }
  return { problems, files };
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = resolve(process.argv[2] ?? join(fileURLToPath(import.meta.url), '../..'));
  const { problems, files } = checkTree(root);
  for (const problem of problems) console.error(problem);
  console.log(`${files} files, ${problems.length} forbidden includes`);
  process.exit(problems.length || !files ? 1 : 0);
}
