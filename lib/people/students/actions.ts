'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import { showChange } from './browser';
import * as bulk from './bulk/commands';
import { getBulkChange } from './bulk/queries';
import { assignDepartmentInput, assignHouseInput, moveStudentsInput, undoBulkChangeInput } from './bulk/schema';
import * as medical from './medical/commands';
import { editMedicalInput, openMedicalInput } from './medical/schema';
import * as newcomers from './newcomers/commands';
import { addStudentInput } from './newcomers/schema';
import * as placements from './placements/commands';
import * as plans from './placements/plans/commands';
import { getPlaced } from './placements/queries';
import { cancelPlannedPlacementInput, moveStudentInput, readmitStudentInput, withdrawStudentInput } from './placements/schema';
import * as may from './policy';
import { getRelated } from './queries';
import * as records from './records/commands';
import { getRecord } from './records/queries';
import { editStudentInput } from './records/schema';
import { lockSelected } from './selection/queries';
import * as safeguarding from './safeguarding/commands';
import { getSafeguarded } from './safeguarding/queries';
import { openSafeguardingInput, writeNoteInput } from './safeguarding/schema';

export const addStudent = action({
  name: 'people.add-student',
  input: addStudentInput,
  allow: may.add,
  isSecret: true,
  run: newcomers.addStudent,
});

export const editStudent = action({
  name: 'people.edit-student',
  input: editStudentInput,
  subject: getRecord,
  allow: may.edit,
  run: records.editStudent,
});

/** Reading the notes is an act: it leaves its line in the history. */
export const openMedical = action({
  name: 'people.open-medical',
  input: openMedicalInput,
  subject: getRelated,
  allow: may.viewMedical,
  run: medical.openMedical,
});

export const editMedical = action({
  name: 'people.edit-medical',
  input: editMedicalInput,
  subject: getRelated,
  allow: may.editMedical,
  run: medical.editMedical,
});

export const openSafeguarding = action({
  name: 'people.open-safeguarding',
  input: openSafeguardingInput,
  subject: getSafeguarded,
  allow: may.safeguard,
  run: safeguarding.openSafeguarding,
});

export const writeNote = action({
  name: 'people.write-safeguarding-note',
  input: writeNoteInput,
  subject: getSafeguarded,
  allow: may.safeguard,
  run: safeguarding.writeNote,
});

export const moveStudent = action({
  name: 'people.move-student',
  input: moveStudentInput,
  subject: getPlaced,
  allow: may.place,
  run: placements.moveStudent,
});

export const withdrawStudent = action({
  name: 'people.withdraw-student',
  input: withdrawStudentInput,
  subject: getPlaced,
  allow: may.place,
  run: placements.withdrawStudent,
});

export const readmitStudent = action({
  name: 'people.readmit-student',
  input: readmitStudentInput,
  subject: getPlaced,
  allow: may.place,
  run: placements.readmitStudent,
});

export const cancelPlannedPlacement = action({
  name: 'people.cancel-planned-placement',
  input: cancelPlannedPlacementInput,
  subject: getPlaced,
  allow: may.place,
  run: plans.cancelPlannedPlacement,
});

export const moveStudents = action({
  name: 'people.move-students',
  input: moveStudentsInput,
  subject: lockSelected,
  allow: may.changeMany,
  run: bulk.moveStudents,
  after: showChange,
});

export const assignHouse = action({
  name: 'people.assign-house',
  input: assignHouseInput,
  subject: lockSelected,
  allow: may.changeMany,
  run: bulk.assignHouse,
  after: showChange,
});

export const assignDepartment = action({
  name: 'people.assign-department',
  input: assignDepartmentInput,
  subject: lockSelected,
  allow: may.changeMany,
  run: bulk.assignDepartment,
  after: showChange,
});

export const undoBulkChange = action({
  name: 'people.undo-bulk-change',
  input: undoBulkChangeInput,
  subject: getBulkChange,
  allow: may.undoMany,
  run: bulk.undoBulkChange,
});
