// Checks what people are told: that every text has its use and every use its text, that each gives its text the values
// it asks for, and that no sentence is written anywhere else.
// Usage: node tests/check_messages.mjs [folder with src/, web/ and assets/]   Exit code 1 with one line for each fault.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Literals that look like sentences and may stay: what people never read as a message, or what has no other place yet. */
const kAllowed = [
  { file: 'src/core/facts.cpp', text: /^no (fact|list of facts) "$/, why: 'a slip in our own code, before it stops' },
  { file: 'src/design/design_io_write.cpp', text: /^mm on the scalp map, /, why: 'a remark on units inside the design file' },
  { file: 'src/point_maker/build_point_set.cpp', why: 'a tool of the build' },
  { file: 'src/scalp/programs/build_head_family.cpp', why: 'a tool of the build' },
  { file: 'src/cli/main.cpp', text: /^ \(design format $|^see: hairline /, why: 'lines that scripts read' },
  { file: 'src/cli/help.cpp', why: 'the help pages of the command' },
  { file: 'src/app/main_native.cpp', text: /^hairline-designer \[PHOTO/, why: 'the help page of the desktop program' },
  { file: 'src/app/main_native.cpp', text: /^error: %s\nTry/, why: 'where that page is found' },
  { file: 'src/report/sheet_html.cpp', text: /^\s*(:root\{|<)/, why: 'style and tags of a page' },
  { file: 'src/report/design_svg.cpp', text: /^\s*<|^[" ]*[a-z:-]+="/, why: 'tags of a drawing' },
  { file: 'src/render/internal/shaders.cpp', why: 'programs for the graphics card' },
  { text: /^\((pointer|display-mode|prefers-[a-z-]+): \w+\)$/, why: 'questions to the browser' },
  { text: /^Hairline designer$/, why: 'the name of the product, for the system' },
];

/** Two words of a sentence side by side. */
const kSentence = /[A-Za-z]{2,}[,;:]? [a-z]{2,}/;

/**
 * Cuts a source into code and literals: comments become blanks, and every string literal is listed. Adjacent C++
 * literals are one. Positions are those of the text.
 */
export function readSource(text, language = 'cpp') {
  const literals = []; // { at, end, value }
  let code = '';
  let i = 0;
  const blank = (end) => {
    code += text.slice(i, end).replace(/[^\n]/g, ' ');
    i = end;
  };
  const keep = (end) => {
    code += text.slice(i, end);
    i = end;
  };
  const quoted = (quote) => {
    const at = i;
    let end = i + 1;
    while (end < text.length && text[end] !== quote) end += text[end] === '\\' ? 2 : 1;
    end = Math.min(end + 1, text.length);
    const value = text.slice(at + 1, end - 1).replace(/\\n/g, '\n').replace(/\\x[0-9A-Fa-f]{2}/g, '\u00b7').replace(/\\(["'`])/g, '$1');
    keep(end);
    const last = literals.at(-1);
    if (language === 'cpp' && last && /^\s*$/.test(code.slice(last.end, at))) {
      last.value += value;
      last.end = end;
    } else {
      literals.push({ at, end, value });
    }
  };
  while (i < text.length) {
    const two = text.slice(i, i + 2);
    if (two === '//') {
      const end = text.indexOf('\n', i);
      blank(end < 0 ? text.length : end);
    } else if (two === '/*') {
      const end = text.indexOf('*/', i);
      blank(end < 0 ? text.length : end + 2);
    } else if (language === 'cpp' && two === 'R"') {
      const open = text.indexOf('(', i);
      const close = `)${text.slice(i + 2, open)}"`;
      const end = text.indexOf(close, open) + close.length;
      literals.push({ at: i, end, value: text.slice(open + 1, end - close.length) });
      keep(end);
    } else if (text[i] === '"') {
      quoted('"');
    } else if (language === 'js' && text[i] === '`') {
      quoted('`');
    } else if (text[i] === "'") {
      // 1'000'000 in C++ is a number.
      if (language === 'cpp' && /[0-9A-Fa-f]/.test(text[i - 1] ?? '') && /[0-9A-Fa-f]/.test(text[i + 1] ?? '')) keep(i + 1);
      else if (language === 'js') quoted("'");
      else keep(text[i + 1] === '\\' ? text.indexOf("'", i + 3) + 1 : i + 3);
    } else if (language === 'js' && text[i] === '/' && /[=(,:!&|?{};]\s*$/.test(code.slice(-20))) {
      let end = i + 1;
      for (let inClass = false; text[end] !== '/' || inClass; ++end) {
        if (text[end] === '\\') ++end;
        else if (text[end] === '[') inClass = true;
        else if (text[end] === ']') inClass = false;
      }
      keep(end + 1);
    } else {
      keep(i + 1);
    }
  }
  return { code, literals };
}

/** Splits what stands between the bracket at `open` and its partner at the top-level commas. */
export function splitArguments(source, open) {
  const parts = [];
  let depth = 0;
  let start = open + 1;
  for (let i = open; i < source.code.length; ++i) {
    const literal = source.literals.find((each) => each.at === i);
    if (literal) {
      i = literal.end - 1;
      continue;
    }
    const c = source.code[i];
    if ('([{'.includes(c)) ++depth;
    else if (')]}'.includes(c)) {
      if (--depth === 0) {
        const last = source.code.slice(start, i);
        if (last.trim() || parts.length) parts.push({ at: start, text: last.trim() });
        return parts;
      }
    } else if (c === ',' && depth === 1) {
      parts.push({ at: start, text: source.code.slice(start, i).trim() });
      start = i + 1;
    }
  }
  return parts;
}

/** Names of the values that a text asks for. */
export function placeholders(text) {
  return new Set([...text.matchAll(/\{([a-z_]+)(\|[^{}|]*\|[^{}|]*)?\}/g)].map((match) => match[1]));
}

const lineOf = (text, at) => text.slice(0, at).split('\n').length;

/** Names in "{{"name", value}, …}"; null when it is no such list. */
function namesGiven(source, part) {
  const open = part.at + source.code.slice(part.at).search(/\S/);
  if (source.code[open] !== '{') return null;
  const names = new Set();
  for (const each of splitArguments(source, open)) {
    const name = /^\{\s*"([a-z_]+)"\s*,/.exec(each.text);
    if (!name) return null;
    names.add(name[1]);
  }
  return names;
}

/** All uses of texts in a C++ source: { key, given: Set or null (unknown), line }. */
export function usesInCpp(text) {
  const source = readSource(text);
  const uses = [];
  const faults = [];
  const inLiteral = (at) => source.literals.some((each) => each.at < at && at < each.end);
  for (const match of source.code.matchAll(/\b(Error|Message|tr|trf|trKey)\s*([({])/g)) {
    const [, kind, bracket] = match;
    if (inLiteral(match.index) || (bracket === '{') !== (kind === 'Error' || kind === 'Message')) continue;
    const parts = splitArguments(source, match.index + match[0].length - 1);
    if (!parts.length) continue;
    const line = lineOf(text, match.index);
    const literal = /^"([^"]*)"$/.exec(parts[0].text);
    const keys = literal ? [literal[1]] : kind === 'trf' ? [...parts[0].text.matchAll(/trKey\("([^"]*)"\)/g)].map((each) => each[1]) : [];
    if (!literal && bracket === '{') continue; // a declaration, a copy
    let given = new Set();
    if (kind === 'trKey') given = null;
    else if (parts.length > 1) {
      given = namesGiven(source, parts[1]);
      if (!given && keys.length) faults.push({ line, fault: `the values of "${keys[0]}" are no plain list of {"name", value}` });
    }
    if (given && kind === 'Message' && keys[0].startsWith('json.field/')) given.add('field'); // JsonErrors::add puts it in
    for (const key of keys) uses.push({ key, given, kind, line });
  }
  return { uses, faults, source };
}

/** All uses of texts in a script: say('key', {…}) and new DesignerError('key', {…}). */
export function usesInJs(text) {
  const source = readSource(text, 'js');
  const uses = [];
  const faults = [];
  for (const match of source.code.matchAll(/\b(say|DesignerError)\(/g)) {
    const parts = splitArguments(source, match.index + match[0].length - 1);
    const line = lineOf(text, match.index);
    const keys = [...(parts[0]?.text ?? '').matchAll(/'([a-z][A-Za-z0-9_.]*(?:\/[a-z0-9_]+)?)'/g)].map((each) => each[1]);
    if (!keys.length) continue;
    let given = new Set();
    if (parts.length > 1) {
      if (!/^\{.*\}$/s.test(parts[1].text)) {
        faults.push({ line, fault: `the values of "${keys[0]}" are no plain object` });
        continue;
      }
      const open = parts[1].at + source.code.slice(parts[1].at).indexOf('{');
      given = new Set(splitArguments(source, open).filter((each) => each.text).map((each) => /^[a-zA-Z_]+/.exec(each.text)[0]));
    }
    for (const key of keys) uses.push({ key, given, kind: match[1], line });
  }
  return { uses, faults, source };
}

/** Keys that a page names: data-text="key" and data-text-<attribute>="key". */
export function usesInHtml(text) {
  return [...text.matchAll(/\bdata-text(?:-[a-z-]+)?="([^"]+)"/g)].map((match) => ({ key: match[1], given: new Set(), kind: 'page', line: lineOf(text, match.index) }));
}

function filesUnder(folder, pattern) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesUnder(path, pattern);
    return pattern.test(name) ? [path] : [];
  });
}

const allowed = (file, value) => kAllowed.some((each) => (!each.file || each.file === file) && (!each.text || each.text.test(value)));

/** Sentences among the literals of a source. */
export function sentences(source, file) {
  const code = source.code;
  return source.literals.filter(({ at, value }) => {
    if (!kSentence.test(value) || allowed(file, value)) return false;
    const before = code.slice(code.lastIndexOf('\n', at) + 1, at);
    return !/\b(assert|static_assert|console\.\w+|TRACE|describe)\s*\(/.test(before) && !/#\s*(include|error|pragma)/.test(before);
  });
}

/** All faults of the tree under root as 'file:line: fault', and what was counted. */
export function checkTree(root) {
  const texts = JSON.parse(readFileSync(join(root, 'assets/strings/en.json'), 'utf8'));
  const faults = [];
  const used = new Set();
  const counted = { texts: Object.keys(texts).length, uses: 0, files: 0 };
  const look = (path, read) => {
    const file = relative(root, path);
    const text = readFileSync(path, 'utf8');
    const { uses, faults: found, source } = read(text);
    counted.files += 1;
    counted.uses += uses.length;
    for (const { line, fault } of found) faults.push(`${file}:${line}: ${fault}`);
    for (const { key, given, kind, line } of uses) {
      used.add(key);
      if (!(key in texts)) {
        faults.push(`${file}:${line}: "${key}" has no text`);
        continue;
      }
      const wanted = placeholders(texts[key]);
      // A key that is kept for later gets its values elsewhere; an action's label has one, {value}.
      const has = given ?? new Set(wanted.has('value') ? ['value'] : []);
      for (const name of wanted) if (!has.has(name)) faults.push(`${file}:${line}: "${key}" wants {${name}}, which ${kind} does not give`);
      for (const name of has) if (!wanted.has(name)) faults.push(`${file}:${line}: "${key}" is given {${name}}, which its text does not use`);
    }
    if (source) for (const literal of sentences(source, file)) faults.push(`${file}:${lineOf(text, literal.at)}: a sentence outside of assets/strings: ${JSON.stringify(literal.value.slice(0, 60))}`);
  };
  for (const path of filesUnder(join(root, 'src'), /\.(h|cpp)$/)) look(path, usesInCpp);
  for (const path of filesUnder(join(root, 'web'), /\.js$/)) look(path, usesInJs);
  for (const path of filesUnder(join(root, 'web'), /\.html$/)) look(path, (text) => ({ uses: usesInHtml(text), faults: [] }));
  for (const key of Object.keys(texts)) if (!used.has(key)) faults.push(`assets/strings/en.json: "${key}" has no use`);
  for (const [key, text] of Object.entries(texts)) {
    if (/\{[^a-z]|[{][^}]*$/.test(text)) faults.push(`assets/strings/en.json: "${key}" has a brace that is no {name}`);
  }
  return { faults, counted };
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = resolve(process.argv[2] ?? join(fileURLToPath(import.meta.url), '../..'));
  const { faults, counted } = checkTree(root);
  for (const fault of faults) console.log(fault);
  console.log(`${counted.texts} texts, ${counted.uses} uses in ${counted.files} files, ${faults.length} faults`);
  process.exitCode = faults.length ? 1 : 0;
}
