import { run } from './verbs/start';

void run(process.argv.slice(2)).then((code) => process.exit(code));
