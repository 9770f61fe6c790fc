// CRC-32 as zlib has it: browsers have no checksum for pages that did not come by HTTPS.

const TABLE = new Uint32Array(256).map((_zero, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/**
 * The CRC-32 of bytes, after those whose CRC-32 is `before`.
 * @param {Uint8Array} bytes
 * @param {number} [before]
 */
export function crc32(bytes, before = 0) {
  let crc = ~before;
  for (let at = 0; at < bytes.length; at += 1) crc = TABLE[(crc ^ bytes[at]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** As the server wants it told. @param {number} crc */
export function written(crc) {
  return `crc32 ${crc.toString(16).padStart(8, "0")}`;
}
