const seconds = (since) => ((Date.now() - since) / 1000).toFixed(1);

/** Says what is being done and for how long: one moving line on a terminal, a few plain ones in a log. */
export async function progress(label, work) {
  const { stdout } = process;
  const since = Date.now();
  const draw = () => stdout.write(`\r\x1b[2K  ${label} … ${Math.round((Date.now() - since) / 1000)} s`);
  const tell = () => stdout.write(`  ${label} … ${Math.round((Date.now() - since) / 1000)} s\n`);
  if (!stdout.isTTY) stdout.write(`  ${label} …\n`);
  const timer = stdout.isTTY ? setInterval(draw, 500) : setInterval(tell, 15_000);
  const finish = (mark) => {
    clearInterval(timer);
    stdout.write(`${stdout.isTTY ? '\r\x1b[2K' : ''}${mark} ${label} (${seconds(since)} s)\n`);
  };
  try {
    const result = await work();
    finish('✓');
    return result;
  } catch (error) {
    finish('✗');
    throw error;
  }
}
