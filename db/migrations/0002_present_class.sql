-- Medical notes and family contacts are for the class teacher a student has now, not for those of earlier classes.
drop policy runtime on student_medical;
--> statement-breakpoint
create policy runtime on student_medical to app_runtime using (
  (select app_sees_all()) or student_id = any ((select app_ids('app.students'))::uuid[])
  or exists (select 1 from enrolments e where e.student_id = student_medical.student_id and e.ends_on is null
             and e.class_id = any ((select app_ids('app.form_classes'))::uuid[]))
);
--> statement-breakpoint
drop policy runtime on guardian_links;
--> statement-breakpoint
create policy runtime on guardian_links to app_runtime using (
  (select app_sees_all()) or student_id = any ((select app_ids('app.students'))::uuid[])
  or exists (select 1 from enrolments e where e.student_id = guardian_links.student_id and e.ends_on is null
             and e.class_id = any ((select app_ids('app.form_classes'))::uuid[]))
);
