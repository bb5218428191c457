import { readObject } from '@/lib/platform/storage';
import { AppError } from '@/lib/platform/errors';
import { placeOf } from '../../office/commands';
import { findMapping } from '../../office/queries';
import { columnsOf } from '../../office/schema';
import { guessMapping, refusedColumns } from '../../mappings/rules';
import { sayProblem, shortened } from '../../rules';
import type { Sheet } from '../../schema';
import { readCsv, shapeOf } from '../../sheets/rules';
import { isZip, readXlsx } from '../../workbooks/rules';
import type { Waiting } from '../queries';
import type { Step } from '../schema';

const SAMPLES = 3;
const notAWorkbook = 'The name says Excel, and the file is no workbook that can be read. Open it where it was made, save it as an Excel workbook (.xlsx) or as CSV, and upload that.';

/** The uploaded file as a sheet; what it is is told by its bytes, not by its name. Throws INVALID with the sentence that says why not. */
export async function readUpload({ id, fileName }: Waiting): Promise<Sheet> {
  const file = await readObject(placeOf(id));
  if (!file) throw new AppError('INVALID', 'The file did not arrive. Upload it again.');
  if (/\.xls[xm]?$/i.test(fileName) && !isZip(file)) throw new AppError('INVALID', notAWorkbook);
  const read = isZip(file) ? await readXlsx(file) : readCsv(file);
  if ('problem' in read) throw new AppError('INVALID', sayProblem(read.problem));
  return read.sheet;
}

/** Reads the header and suggests what each column is: as the last time for a file of this shape, else by its name. */
export const readHeader: Step<Sheet> = {
  prepare: readUpload,
  run: async ({ tx }, { kind }, { header, rows }) => {
    const columns = columnsOf[kind];
    const refused = refusedColumns(header, columns);
    if (refused) throw new AppError('INVALID', refused);
    if (rows.length === 0) throw new AppError('INVALID', 'The file has column names but no rows below them.');
    const mapping = (await findMapping(tx, kind, shapeOf(header))) ?? guessMapping(header, columns);
    return { state: 'read', header, mapping, samples: rows.slice(0, SAMPLES).map(({ cells }) => cells.map((cell) => shortened(cell, 60))) };
  },
};
