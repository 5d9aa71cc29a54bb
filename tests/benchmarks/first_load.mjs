// How long a visitor waits: 9 Mbit/s, 40 ms away, a processor four times slower than this one; the median of five visits.
// Usage: node tests/benchmarks/first_load.mjs [VISITS]      (build/web/dist must be built: scripts/run --build-only)
import { openBrowser } from '../web/browser.mjs';
import { bytesBefore, recordVisit } from '../web/load_record.mjs';

const kVisits = Number(process.argv[2] ?? 5);
const kBytesPerSecond = 9e6 / 8;

async function slowDown(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 40, downloadThroughput: kBytesPerSecond, uploadThroughput: kBytesPerSecond });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

const bench = await openBrowser();
const visits = [];
for (let i = 0; i < kVisits; ++i) {
  const { page, marks, files } = await recordVisit(bench, slowDown);
  const bytes = (mark) => Object.entries(bytesBefore(files, marks[mark])).reduce((sum, [kind, size]) => sum + (kind === 'start pictures' ? 0 : size), 0);
  visits.push({ 'start page': marks['first-contentful-paint'], 'first frame': marks['designer-first-frame'], dots: marks['designer-dots'], bytes: bytes('designer-first-frame') });
  await page.context().close();
}
await bench.close();
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
console.log(`${kVisits} visits at 9 Mbit/s, 40 ms latency, 4 x slower processor; software GL; ms, median (all):`);
for (const name of ['start page', 'first frame', 'dots']) {
  const all = visits.map((visit) => visit[name]);
  console.log(`${name.padEnd(12)} ${String(Math.round(median([...all]))).padStart(6)}  (${all.map(Math.round).join(' ')})`);
}
console.log(`until the first frame ${(median(visits.map((visit) => visit.bytes)) / 1024).toFixed(1)} KB`);
