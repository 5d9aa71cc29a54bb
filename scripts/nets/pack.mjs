// Packs the nets that find a face into one small file, build/<preset>/bin/nets.bin, out of two npm packages (package.json).
// Their bytes are checked by hash here, on top of npm's own check; they are never part of the checkout.
//   node scripts/nets/pack.mjs NETS.bin [--half]
// Licence and origin: assets/licences/mediapipe.txt, which the build lays beside the nets.
// What a net becomes: plain operations (src/vision/net.h has the format), eight bits a weight with a scale for each output
// channel, half precision for the rest. The branch of the mesh that draws lips is left out, and what its graph does to
// cut out the eyes is done by src/vision/face_mesh.cpp.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { floatOfHalf, readTflite } from './tflite.mjs';

const kRoot = fileURLToPath(new URL('../..', import.meta.url));
const kFaceMesh = '@mediapipe/face_mesh/face_mesh_solution_packed_assets.data';
const kPerson = '@mediapipe/selfie_segmentation/selfie_segmentation.tflite';
const kSlices = {
  detector: { file: kFaceMesh, from: 3757224, to: 3986256, sha256: '3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633' },
  mesh: { file: kFaceMesh, from: 0, to: 2495952, sha256: '883b7411747bac657c30c462d305d312e9dec6adbf8b85e2f5d8d722fca9455d' },
  canonical: { file: kFaceMesh, from: 3737848, to: 3757224, sha256: 'bdbcda96dfcb7da883da124aaa2c55dee49770d934f0fcc71747f8c21bdc75b4' },
  person: { file: kPerson, from: 0, to: 249024, sha256: '8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27' },
};

/** The numbers of the file format, as in src/vision/net.cpp. */
const kKind = { conv: 1, depthwise: 2, add: 3, mul: 4, maxPool: 5, mean: 6, resize: 7, transposedConv: 8, activation: 9 };
const kActivation = { none: 0, relu: 1, hardSwish: 2, prelu: 3, logistic: 4 };
const kInt8 = 0, kHalf = 1;

function slice(name, modules) {
  const { file, from, to, sha256 } = kSlices[name];
  let bytes;
  try {
    bytes = readFileSync(join(modules, file)).subarray(from, to);
  } catch {
    throw new Error(`${join(modules, file)} is missing: run scripts/setup`);
  }
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw new Error(`${name}: ${file} is not the file that is expected (sha256 ${found}, not ${sha256})`);
  return bytes;
}

/** Nearest half-precision float, as its bits. */
export function halfBits(value) {
  const magnitude = Math.abs(value), sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  if (!(magnitude < 65504)) throw new Error(`${value} is too large for half precision`);
  const exponent = Math.max(-14, Math.floor(Math.log2(Math.max(magnitude, 2 ** -30))));
  const steps = Math.round(magnitude / 2 ** (exponent - 10)); // 1024..2048 when normal
  return sign | (exponent === -14 && steps < 1024 ? steps : ((exponent + 15) << 10) + (steps - 1024));
}

/** Bytes in a row. */
class Writer {
  parts = [];
  u8(...values) { this.parts.push(Buffer.from(values)); }
  u16(...values) {
    const bytes = Buffer.alloc(2 * values.length);
    values.forEach((value, i) => bytes.writeUInt16LE(value, 2 * i));
    this.parts.push(bytes);
  }
  u32(value) { const bytes = Buffer.alloc(4); bytes.writeUInt32LE(value); this.parts.push(bytes); }
  halves(values) { this.u16(...Array.from(values, halfBits)); }
  bytes(bytes) { this.parts.push(Buffer.from(bytes)); }
  finish() { return Buffer.concat(this.parts); }
}

/** Scale (a half) and eight-bit weights of one output channel: the scale with the least square error near the largest weight's. */
function quantise(weights) {
  const largest = weights.reduce((most, each) => Math.max(most, Math.abs(each)), 1e-6);
  let best = null;
  for (let share = 1; share > 0.8; share -= 0.02) {
    const bits = halfBits((largest * share) / 127), scale = floatOfHalf(bits);
    const steps = Int8Array.from(weights, (each) => Math.max(-127, Math.min(127, Math.round(each / scale))));
    const error = weights.reduce((sum, each, i) => sum + (each - steps[i] * scale) ** 2, 0);
    if (!best || error < best.error) best = { bits, steps, error };
  }
  return best;
}

/**
 * One net's part between `input` (a tensor of the graph) and `outputs`: only what these need, activations taken into the
 * operation before them, shapes that only look different and paddings of channels left out.
 */
function packNet(graph, input, outputs, { half = false } = {}) {
  const { tensors, ops } = graph;
  const maker = new Map();
  ops.forEach((op) => op.outputs.forEach((id) => maker.set(id, op)));
  const needed = new Set();
  const need = (id) => {
    if (id === input || tensors[id].data || needed.has(maker.get(id))) return;
    const op = maker.get(id);
    if (!op) throw new Error(`nothing makes tensor ${id}`);
    needed.add(op);
    op.inputs.filter((each) => each >= 0).forEach(need);
  };
  outputs.forEach(need);
  const uses = new Map();
  for (const op of needed) for (const id of op.inputs) uses.set(id, (uses.get(id) ?? 0) + 1);
  outputs.forEach((id) => uses.set(id, (uses.get(id) ?? 0) + 1));

  const packed = []; // { kind, a, b, ... } in order; a and b count from 1, 0 is the input
  const where = new Map([[input, 0]]);
  const at = (id) => {
    if (!where.has(id)) throw new Error(`tensor ${id} comes too late`);
    return where.get(id);
  };
  const add = (op, id) => { packed.push({ activation: kActivation.none, slopes: null, size: 1, stride: 1, same: 1, b: 0xffff, weights: null, bias: null, ...op }); where.set(id, packed.length); };
  const activations = { relu: kActivation.relu, hardSwish: kActivation.hardSwish, prelu: kActivation.prelu, logistic: kActivation.logistic };
  for (const op of ops.filter((each) => needed.has(each))) {
    const [first, second, third] = op.inputs, out = op.outputs[0], { options } = op;
    const shape = tensors[out].shape;
    if (options.activation) throw new Error(`${op.name} has an activation of its own`);
    if (op.name in activations) {
      const before = packed[at(first) - 1];
      const slopes = op.name === 'prelu' ? tensors[second].data : null;
      if (before && at(first) === packed.length && uses.get(first) === 1 && before.activation === kActivation.none && (before.weights || before.kind === kKind.add)) {
        Object.assign(before, { activation: activations[op.name], slopes });
        where.set(out, packed.length);
      } else {
        add({ kind: kKind.activation, a: at(first), activation: activations[op.name], slopes, channels: shape.at(-1) }, out);
      }
    } else if (op.name === 'conv' || op.name === 'depthwise') {
      const weights = tensors[second], [count, high, wide] = weights.shape;
      if (high !== wide || options.stride[0] !== options.stride[1]) throw new Error('a kernel is not square');
      if (op.name === 'depthwise' && (options.multiplier !== 1 || count !== 1)) throw new Error('a depthwise operation multiplies channels');
      add({ kind: kKind[op.name], a: at(first), size: high, stride: options.stride[0], same: options.padSame ? 1 : 0, channels: shape[3],
        weights: weights.data, bias: tensors[third].data }, out);
    } else if (op.name === 'Convolution2DTransposeBias') {
      const weights = tensors[second];
      if (weights.shape[0] !== 1 || weights.shape[1] !== 2 || weights.shape[2] !== 2) throw new Error('an unexpected transposed convolution');
      add({ kind: kKind.transposedConv, a: at(first), size: 2, stride: 2, channels: 1, weights: weights.data, bias: tensors[third].data }, out);
    } else if (op.name === 'add' || op.name === 'mul') {
      let [a, b] = [at(first), at(second)];
      const size = (id) => tensors[id].shape.reduce((product, each) => product * each, 1);
      const origin = (id) => (maker.get(id)?.name === 'pad' ? size(maker.get(id).inputs[0]) : size(id));
      if (origin(first) < origin(second)) [a, b] = [b, a]; // the smaller one is spread out: over the picture, or by empty channels
      add({ kind: kKind[op.name], a, b, channels: shape.at(-1) }, out);
    } else if (op.name === 'pad') {
      const pads = tensors[second].data;
      if (pads.some((each, i) => each && i !== 7) || pads.length !== 8) throw new Error('a padding is not of channels');
      where.set(out, at(first)); // what adds it knows
    } else if (op.name === 'maxPool') {
      if (options.size[0] !== 2 || options.stride[0] !== 2) throw new Error('an unexpected pool');
      add({ kind: kKind.maxPool, a: at(first), size: 2, stride: 2, channels: shape[3] }, out);
    } else if (op.name === 'averagePool') {
      if (shape[1] !== 1 || shape[2] !== 1) throw new Error('an average is not of the whole picture');
      add({ kind: kKind.mean, a: at(first), channels: shape[3] }, out);
    } else if (op.name === 'resize') {
      const [, high] = tensors[first].shape;
      if (options.alignCorners || !options.halfPixel || shape[1] !== 2 * high) throw new Error('an unexpected resize');
      add({ kind: kKind.resize, a: at(first), size: 2, channels: shape[3] }, out);
    } else if (op.name === 'reshape') {
      where.set(out, at(first));
    } else {
      throw new Error(`cannot pack ${op.name}`);
    }
  }

  const w = new Writer();
  const [, high, wide, channels] = tensors[input].shape;
  w.u16(high, wide, channels, packed.length, outputs.length, ...outputs.map(at));
  for (const op of packed) {
    const weightKind = half || !op.weights || op.weights.length < 512 ? kHalf : kInt8;
    w.u8(op.kind, op.activation, op.size, op.stride, op.same, weightKind);
    w.u16(op.a, op.b, op.channels);
    if (op.weights) {
      const each = op.weights.length / op.channels, depthwise = op.kind === kKind.depthwise;
      // Output channel first; in a depthwise operation the file has the channel last.
      const row = (c) => Array.from({ length: each }, (_, k) => op.weights[depthwise ? k * op.channels + c : c * each + k]);
      const rows = Array.from({ length: op.channels }, (_, c) => row(c));
      if (weightKind === kHalf) {
        rows.forEach((values) => w.halves(values));
      } else {
        const quantised = rows.map(quantise);
        w.u16(...quantised.map(({ bits }) => bits));
        quantised.forEach(({ steps }) => w.bytes(steps));
      }
      w.halves(op.bias);
    }
    if (op.slopes) w.halves(op.slopes);
  }
  return w.finish();
}

/** The canonical face's 468 points in hundredths of a millimetre, from the protocol buffer that holds them. */
function canonicalFace(bytes) {
  const fields = (data) => {
    const out = [];
    let i = 0;
    const varint = () => { let value = 0, shift = 0; for (;;) { const byte = data[i++]; value += (byte & 127) * 2 ** shift; if (byte < 128) return value; shift += 7; } };
    while (i < data.length) {
      const key = varint(), type = key & 7;
      if (type === 2) { const length = varint(); out.push({ field: key >> 3, data: data.subarray(i, i + length) }); i += length; }
      else if (type === 5) { out.push({ field: key >> 3, data: data.subarray(i, i + 4) }); i += 4; }
      else if (type === 0) varint();
      else throw new Error('the canonical face cannot be read');
    }
    return out;
  };
  const mesh = fields(bytes).find(({ data }) => data.length > 5000);
  const vertices = fields(mesh.data).filter(({ field }) => field === 3).map(({ data }) => data);
  const flat = Buffer.concat(vertices), count = flat.length / 20; // x y z in cm, u, v
  if (count !== 468) throw new Error(`the canonical face has ${count} points`);
  const w = new Writer();
  for (let v = 0; v < count; ++v) {
    const point = Buffer.alloc(6);
    for (let k = 0; k < 3; ++k) point.writeInt16LE(Math.round(flat.readFloatLE(20 * v + 4 * k) * 1000), 2 * k);
    w.bytes(point);
  }
  return w.finish();
}

/** All nets as one file's bytes. `half` keeps every weight in half precision: for measuring what eight bits cost. */
export function packNets(modules = join(kRoot, 'node_modules'), { half = false } = {}) {
  const graphs = Object.fromEntries(['detector', 'mesh', 'person'].map((name) => [name, readTflite(slice(name, modules))]));
  const { detector, mesh, person } = graphs;
  // Scores and boxes of the detector's two grids, before they are joined into lists.
  const joined = (id) => detector.ops.find((op) => op.outputs[0] === id).inputs;
  const [boxes, scores] = detector.outputs.map(joined);
  const [points, , left, right, leftIris, rightIris, flag] = mesh.outputs;
  const raw = (graph, id) => { // what a list of points was before it was moved from the crop to the picture
    const op = graph.ops.find((each) => each.outputs[0] === id);
    return ['reshape', 'TransformLandmarks', 'slice'].includes(op?.name) ? raw(graph, op.inputs[0]) : id;
  };
  const eyeCrops = mesh.ops.filter((op) => op.name === 'TransformTensorBilinear').slice(1);
  const features = eyeCrops[0].inputs[0];
  const parts = [
    packNet(detector, detector.inputs[0], [scores[0], scores[1], boxes[0], boxes[1]], { half }),
    packNet(mesh, mesh.inputs[0], [raw(mesh, points), flag, features], { half }),
    packNet(mesh, eyeCrops[0].outputs[0], [raw(mesh, left), raw(mesh, leftIris)], { half }),
    packNet(mesh, eyeCrops[1].outputs[0], [raw(mesh, right), raw(mesh, rightIris)], { half }),
    packNet(person, person.inputs[0], person.outputs, { half }),
    canonicalFace(slice('canonical', modules)),
  ];
  const w = new Writer();
  w.bytes(Buffer.from('HDNETS\x00\x01', 'latin1'));
  w.u32(parts.length);
  parts.forEach((part) => w.u32(part.length));
  parts.forEach((part) => w.bytes(part));
  return w.finish();
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [out, flag] = process.argv.slice(2);
  if (!out || (flag && flag !== '--half')) {
    console.error('usage: node scripts/nets/pack.mjs NETS.bin [--half]');
    process.exit(2);
  }
  try {
    const bytes = packNets(undefined, { half: flag === '--half' });
    mkdirSync(dirname(resolve(out)), { recursive: true });
    writeFileSync(`${out}.part`, bytes);
    renameSync(`${out}.part`, out);
  } catch (error) {
    console.error(`error: ${error.message}`);
    process.exit(1);
  }
}
