{{/* What of PostgreSQL's parameters Patroni or PostgreSQL would not take, as a JSON list of sentences. */}}
{{- define "patroni.wrong.parameters" -}}
{{- $wrong := list -}}
{{- $parameters := default (dict) .Values.postgres.parameters -}}

{{- /* To PostgreSQL and Patroni a name is the same in capitals; the chart would look for these in vain. */ -}}
{{- $known := concat (include "patroni.dcsParameterNames" . | fromJsonArray) (list "summarize_wal" "max_slot_wal_keep_size" "ssl") -}}
{{- range $name, $value := $parameters -}}
{{- $small := lower $name -}}
{{- if and (ne $name $small) (or (has $small $known) (hasKey $parameters $small)) -}}
{{- $wrong = append $wrong (printf "postgres.parameters.%s is %s to PostgreSQL, which this chart knows in lower case alone; write it in lower case, and once." $name $small) -}}
{{- end -}}
{{- end -}}

{{- /* What Patroni asks of those that all members share (CMDLINE_OPTIONS); it takes its own default for any other value. */ -}}
{{- $least := dict "max_connections" 25 "max_wal_senders" 3 "max_replication_slots" 4 "max_worker_processes" 2 "max_locks_per_transaction" 32 "max_prepared_transactions" 0 "wal_keep_segments" 1 "wal_keep_size" 16 -}}
{{- $streams := list "max_wal_senders" "max_replication_slots" -}}
{{- range $name, $floor := $least -}}
{{- $given := get $parameters $name | toString | trimSuffix "MB" | trim -}}
{{- $isSaid := and (has $name $streams) (lt (int $given) (int (add $.Values.replicas 1))) -}}
{{- if and (regexMatch "^-?[0-9]+$" $given) (lt (int $given) (int $floor)) (not $isSaid) -}}
{{- $wrong = append $wrong (printf "postgres.parameters.%s is %v, less than %d%s, which Patroni does not take and replaces by its own default; raise it, or remove it." $name (get $parameters $name) (int $floor) (ternary "MB" "" (eq $name "wal_keep_size"))) -}}
{{- end -}}
{{- end -}}

{{- with $parameters.wal_level -}}
{{- if not (has (lower (toString .)) (list "hot_standby" "replica" "logical")) -}}
{{- $wrong = append $wrong (printf "postgres.parameters.wal_level is %v, which has too little for replicas, so Patroni would take replica instead; set it to replica or logical, or remove it." .) -}}
{{- end -}}
{{- end -}}

{{- /* Those of an extension may be any text. */ -}}
{{- range $name, $value := $parameters -}}
{{- $text := ternary $value "" (kindIs "string" $value) | toString | trim -}}
{{- if and (regexMatch "^[0-9]+(\\.[0-9]+)?\\s*[kKMGTm]i?[bB]?$" $text) (not (regexMatch "(kB|MB|GB|TB)$" $text)) (not (contains "." $name)) -}}
{{- $wrong = append $wrong (printf "postgres.parameters.%s is %q, in a unit that PostgreSQL does not know; write kB, MB, GB or TB, each 1024 of the one before, or ms, s, min, h or d for a time." $name $value) -}}
{{- end -}}
{{- end -}}

{{- toJson $wrong -}}
{{- end -}}
