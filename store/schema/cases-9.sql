-- cases-9.sql -- version 9 of cases.db: what was keyed for practice counts nowhere.

UPDATE response SET counts = 0
    WHERE rehearsal = 1 AND epoch = CAST('keyed by staff  ' AS BLOB);

PRAGMA user_version = 9;
