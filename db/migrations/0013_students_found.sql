-- One page of the students a search finds, in the order of the list, each with how many it finds in all. Asked through
-- the wall row by row, a search that every third child fits took as long as there are such children; here the letters,
-- the place and the wall are asked in one go, and only who is shown is looked up outside. As in students_named, the wall
-- is put up inside: of a class that somebody teaches, those who are in it now.
create function students_found(words text[], here boolean, of_class uuid, of_level uuid, skipped int, shown int)
  returns table (id uuid, total int)
  language sql stable security definer rows 50 set search_path = public, pg_temp as $$
  select s.id, (count(*) over ())::int
  from students s left join enrolments e on e.student_id = s.id and e.ends_on is null
  where s.search_text like '%' || (select w from unnest(words) w order by length(w) > 2 and w ~ '[0-9]' desc, length(w) desc limit 1) || '%'
    and (cardinality(words) = 1 or not exists (select 1 from unnest(words) w where s.search_text not like '%' || w || '%'))
    and (e.student_id is not null) = here
    and (of_class is null or e.class_id = of_class)
    and (of_level is null or e.class_id in (select c.id from classes c where c.level_id = of_level))
    and ((select app_sees_all()) or s.id = any ((select app_ids('app.students'))::uuid[])
      or e.class_id = any ((select app_ids('app.classes'))::uuid[]))
  order by s.search_name, s.id limit shown offset skipped
$$;
