// Renders every icon that Tauri wants from the two drawings beside this file, into src-tauri/icons.
// Small sizes come from the simplified drawing: at 16 pixels the fine one is mud.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { Resvg } from '@resvg/resvg-js';

const here = new URL('./', import.meta.url);
const out = new URL('../src-tauri/icons/', here);
const fine = await readFile(new URL('catflap.svg', here), 'utf8');
const small = await readFile(new URL('catflap-small.svg', here), 'utf8');

/** A square PNG of `size` pixels, from the drawing that is legible at that size. */
function png(size) {
  const drawing = size <= 32 ? small : fine;
  return Buffer.from(new Resvg(drawing, { fitTo: { mode: 'width', value: size } }).render().asPng());
}

/** Windows: a directory of entries, then the PNGs (https://learn.microsoft.com/previous-versions/ms997538). */
function ico(sizes) {
  const images = sizes.map(png);
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2); // kind: icon
  head.writeUInt16LE(sizes.length, 4);
  let at = head.length;
  images.forEach((image, i) => {
    const entry = 6 + 16 * i;
    head.writeUInt8(sizes[i] % 256, entry); // 256 is written as 0
    head.writeUInt8(sizes[i] % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4); // colour planes
    head.writeUInt16LE(32, entry + 6); // bits a pixel
    head.writeUInt32LE(image.length, entry + 8);
    head.writeUInt32LE(at, entry + 12);
    at += image.length;
  });
  return Buffer.concat([head, ...images]);
}

/** macOS: typed chunks, each a PNG (the types that hold PNG since OS X 10.7). */
function icns(kinds) {
  const chunks = Object.entries(kinds).map(([kind, size]) => {
    const image = png(size);
    const head = Buffer.alloc(8);
    head.write(kind, 0, 'latin1');
    head.writeUInt32BE(image.length + 8, 4);
    return Buffer.concat([head, image]);
  });
  const body = Buffer.concat(chunks);
  const head = Buffer.alloc(8);
  head.write('icns', 0, 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

const files = {
  '32x32.png': png(32),
  '64x64.png': png(64),
  '128x128.png': png(128),
  '128x128@2x.png': png(256),
  'icon.png': png(512),
  'icon.ico': ico([32, 16, 24, 48, 64, 256]), // the first entry is the one Tauri takes for the window
  'icon.icns': icns({ icp4: 16, icp5: 32, ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 }),
};

await mkdir(out, { recursive: true });
for (const [name, bytes] of Object.entries(files)) {
  await writeFile(new URL(name, out), bytes);
  console.log(`src-tauri/icons/${name}  ${bytes.length} bytes`);
}
