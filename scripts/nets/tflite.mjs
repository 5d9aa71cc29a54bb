// Reads the parts of a TensorFlow Lite file that packing a net needs: its operations, shapes and weights.
// The file is a FlatBuffer; tables are followed by hand, for a schema compiler would be the larger dependency.

const kNames = {
  0: 'add', 1: 'averagePool', 2: 'concat', 3: 'conv', 4: 'depthwise', 6: 'dequantise', 14: 'logistic', 17: 'maxPool', 18: 'mul',
  19: 'relu', 22: 'reshape', 23: 'resize', 34: 'pad', 45: 'slice', 54: 'prelu', 117: 'hardSwish',
};
const kFloat32 = 0, kFloat16 = 1, kInt32 = 2;

/** The value of 16 bits as a half-precision float. */
export function floatOfHalf(bits) {
  const sign = bits >> 15 ? -1 : 1, exponent = (bits >> 10) & 31, fraction = bits & 1023;
  if (exponent === 31) throw new Error('a weight is not finite');
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : fraction * 2 ** -24);
}

/** A table of the FlatBuffer `bytes` at `at`. */
class Table {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }
  field(index) {
    const vtable = this.at - this.bytes.readInt32LE(this.at), offset = 4 + 2 * index;
    if (offset >= this.bytes.readUInt16LE(vtable)) return 0;
    const relative = this.bytes.readUInt16LE(vtable + offset);
    return relative ? this.at + relative : 0;
  }
  int8(index) { const at = this.field(index); return at ? this.bytes.readInt8(at) : 0; }
  int32(index) { const at = this.field(index); return at ? this.bytes.readInt32LE(at) : 0; }
  table(index) { const at = this.field(index); return at ? new Table(this.bytes, at + this.bytes.readUInt32LE(at)) : null; }
  /** Start and length of a vector. */
  vector(index) {
    let at = this.field(index);
    if (!at) return { at: 0, length: 0 };
    at += this.bytes.readUInt32LE(at);
    return { at: at + 4, length: this.bytes.readUInt32LE(at) };
  }
  ints(index) {
    const { at, length } = this.vector(index);
    return Array.from({ length }, (_, i) => this.bytes.readInt32LE(at + 4 * i));
  }
  tables(index) {
    const { at, length } = this.vector(index);
    return Array.from({ length }, (_, i) => new Table(this.bytes, at + 4 * i + this.bytes.readUInt32LE(at + 4 * i)));
  }
  text(index) {
    const { at, length } = this.vector(index);
    return this.bytes.toString('latin1', at, at + length);
  }
}

function constantOf(bytes, { at, length }, type) {
  if (!length) return null;
  if (type === kFloat16) return Float32Array.from({ length: length / 2 }, (_, i) => floatOfHalf(bytes.readUInt16LE(at + 2 * i)));
  if (type === kFloat32) return Float32Array.from({ length: length / 4 }, (_, i) => bytes.readFloatLE(at + 4 * i));
  if (type === kInt32) return Int32Array.from({ length: length / 4 }, (_, i) => bytes.readInt32LE(at + 4 * i));
  throw new Error(`a weight has the unknown type ${type}`);
}

function optionsOf(name, table) {
  if (!table) return {};
  const padSame = table.int8(0) === 0, stride = [table.int32(2), table.int32(1)];
  if (name === 'conv') return { padSame, stride, activation: table.int8(3) };
  if (name === 'depthwise') return { padSame, stride, multiplier: table.int32(3), activation: table.int8(4) };
  if (name === 'maxPool' || name === 'averagePool') return { padSame, stride, size: [table.int32(4), table.int32(3)], activation: table.int8(5) };
  if (name === 'add' || name === 'mul') return { activation: table.int8(0) };
  if (name === 'resize') return { alignCorners: table.int8(2) !== 0, halfPixel: table.int8(3) !== 0 };
  return {};
}

/**
 * { tensors: [{ shape, data }], ops: [{ name, inputs, outputs, options, custom }], inputs, outputs }; data is null for what is
 * computed. Half-precision weights are given as floats under the tensor that the file converts them to.
 */
export function readTflite(bytes) {
  const root = new Table(bytes, bytes.readUInt32LE(0));
  const codes = root.tables(1).map((code) => ({ builtin: Math.max(code.int8(0), code.int32(3)), custom: code.text(1) }));
  const buffers = root.tables(4).map((buffer) => buffer.vector(0));
  const graph = root.tables(2)[0];
  const tensors = graph.tables(0).map((tensor) => ({
    shape: tensor.ints(0), data: constantOf(bytes, buffers[tensor.int32(2)], tensor.int8(1)),
  }));
  const ops = [];
  for (const table of graph.tables(3)) {
    const { builtin, custom } = codes[table.int32(0)];
    const name = builtin === 32 ? custom : kNames[builtin];
    if (!name) throw new Error(`the operation ${builtin} is not known`);
    const inputs = table.ints(1), outputs = table.ints(2);
    if (name === 'dequantise') {
      tensors[outputs[0]].data = tensors[inputs[0]].data;
      continue;
    }
    const { at, length } = table.vector(5);
    ops.push({ name, inputs, outputs, options: optionsOf(name, table.table(4)), custom: bytes.subarray(at, at + length) });
  }
  return { tensors, ops, inputs: graph.ints(1), outputs: graph.ints(2) };
}
