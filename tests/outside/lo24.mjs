// lo24.mjs OUTDIR FILE.docx...   converts with LibreOffice 24.8 (WebAssembly). Called by lo24.sh, which installs it.
// Exit 3: it did not answer (now and then it hangs).
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(path.join(root, 'target/outside/npm/lo24/x.js'));
const { createWorkerConverter } = require('@matbee/libreoffice-converter/server');

const [outdir, ...files] = process.argv.slice(2);
setTimeout(() => {
  console.error('lo24: no answer');
  process.exit(3);
}, 45000 + 15000 * files.length);

const converter = await createWorkerConverter({ includeSystemFonts: true });
for (const file of files) {
  const result = await converter.convert(fs.readFileSync(file), { outputFormat: 'pdf' });
  fs.writeFileSync(path.join(outdir, path.basename(file, '.docx') + '.pdf'), result.data);
}
process.exit(0);
