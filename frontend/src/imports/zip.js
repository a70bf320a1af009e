// A zip of files as they are, without compressing: the parts of a Shapefile that were picked together.

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** The checksum that zip asks for. */
export function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** [{name, bytes: Uint8Array}] -> the bytes of a zip; names are UTF-8. */
export function zipped(files) {
  const parts = [];
  const central = [];
  let at = 0;
  for (const { name, bytes } of files) {
    const named = new TextEncoder().encode(name);
    const sizes = [[crc32(bytes), 4], [bytes.length, 4], [bytes.length, 4], [named.length, 2], [0, 2]];
    const common = [[20, 2], [0x0800, 2], [0, 2], [0, 2], [0x21, 2], ...sizes];
    const head = packed([[0x04034b50, 4], ...common]);
    central.push(packed([[0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), named);
    parts.push(head, named, bytes);
    at += head.length + named.length + bytes.length;
  }
  const length = central.reduce((sum, part) => sum + part.length, 0);
  const end = packed([[0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [length, 4], [at, 4], [0, 2]]);
  return joined([...parts, ...central, end]);
}

/** Numbers with their widths in bytes, the lowest byte first. */
function packed(numbers) {
  return Uint8Array.from(numbers.flatMap(([value, width]) =>
    Array.from({ length: width }, (_, n) => (value >>> (8 * n)) & 0xff)));
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
