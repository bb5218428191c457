'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import * as commands from './commands';
import * as departments from './departments/commands';
import { getDepartment } from './departments/queries';
import * as levels from './levels/commands';
import { getLevel } from './levels/queries';
import * as may from './policy';
import { getClass } from './queries';
import * as inputs from './schema';
import * as subjects from './subjects/commands';
import { getSubject } from './subjects/queries';
import * as teaching from './teaching/commands';

export const addLevel = action({ name: 'classes.add-level', input: inputs.addLevelInput, allow: may.manage, run: levels.addLevel });

export const renameLevel = action({
  name: 'classes.rename-level', input: inputs.renameLevelInput, subject: getLevel, allow: may.manage, run: levels.renameLevel,
});

export const moveLevel = action({
  name: 'classes.move-level', input: inputs.moveLevelInput, subject: getLevel, allow: may.manage, run: levels.moveLevel,
});

export const removeLevel = action({
  name: 'classes.remove-level', input: inputs.levelInput, subject: getLevel, allow: may.manage, run: levels.removeLevel,
});

export const createClasses = action({
  name: 'classes.create-classes', input: inputs.createClassesInput, allow: may.manage, run: commands.createClassesByLevel,
});

export const copyClasses = action({
  name: 'classes.copy-classes', input: inputs.copyClassesInput, allow: may.manage, run: commands.copyClasses,
});

export const changeClass = action({
  name: 'classes.change-class', input: inputs.changeClassInput, subject: getClass, allow: may.manage, run: commands.changeClass,
});

export const removeClass = action({
  name: 'classes.remove-class', input: inputs.classInput, subject: getClass, allow: may.manage, run: commands.removeClass,
});

export const addDepartment = action({
  name: 'classes.add-department', input: inputs.addDepartmentInput, allow: may.manage, run: departments.addDepartment,
});

export const renameDepartment = action({
  name: 'classes.rename-department', input: inputs.renameDepartmentInput, subject: getDepartment, allow: may.manage, run: departments.renameDepartment,
});

export const removeDepartment = action({
  name: 'classes.remove-department', input: inputs.departmentInput, subject: getDepartment, allow: may.manage, run: departments.removeDepartment,
});

export const addSubject = action({ name: 'classes.add-subject', input: inputs.addSubjectInput, allow: may.manage, run: subjects.addSubject });

export const renameSubject = action({
  name: 'classes.rename-subject', input: inputs.renameSubjectInput, subject: getSubject, allow: may.manage, run: subjects.renameSubject,
});

export const changeOfferings = action({
  name: 'classes.change-offerings', input: inputs.offeringsInput, subject: getSubject, allow: may.manage, run: subjects.changeOfferings,
});

export const removeSubject = action({
  name: 'classes.remove-subject', input: inputs.subjectInput, subject: getSubject, allow: may.manage, run: subjects.removeSubject,
});

export const assignClassTeacher = action({
  name: 'classes.assign-class-teacher', input: inputs.assignClassTeacherInput, subject: getClass, allow: may.assignTeachers,
  run: teaching.assignClassTeacher,
});

export const endClassTeacher = action({
  name: 'classes.end-class-teacher', input: inputs.endClassTeacherInput, subject: getClass, allow: may.assignTeachers,
  run: teaching.endClassTeacher,
});

export const assignTeaching = action({
  name: 'classes.assign-teaching', input: inputs.assignTeachingInput, subject: getClass, allow: may.assignTeachers, run: teaching.assignTeaching,
});

export const endTeaching = action({
  name: 'classes.end-teaching', input: inputs.endTeachingInput, subject: getClass, allow: may.assignTeachers, run: teaching.endTeaching,
});

export const copyTeaching = action({
  name: 'classes.copy-teaching', input: inputs.copyTeachingInput, subject: getClass, allow: may.assignTeachers, run: teaching.copyTeaching,
});
