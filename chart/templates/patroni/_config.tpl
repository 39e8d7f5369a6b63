{{/* patroni.yaml: files/patroni.yaml with what the values decide. */}}

{{/* Parameters that only the DCS holds: Patroni drops them from a local file, because all members must agree on them. */}}
{{- define "patroni.dcsParameterNames" -}}
{{- list "max_connections" "max_locks_per_transaction" "max_worker_processes" "max_prepared_transactions" "wal_level" "track_commit_timestamp" "max_wal_senders" "max_replication_slots" "wal_keep_segments" "wal_keep_size" "wal_log_hints" | toJson -}}
{{- end -}}

{{/* Those that the values ask for */}}
{{- define "patroni.askedDcsParameters" -}}
{{- $asked := dict -}}
{{- range $name, $value := .Values.postgres.parameters -}}
{{- if has $name (include "patroni.dcsParameterNames" $ | fromJsonArray) -}}{{- $_ := set $asked $name $value -}}{{- end -}}
{{- end -}}
{{- toJson $asked -}}
{{- end -}}

{{/* The dynamic configuration as JSON; preflight compares it with the live one. */}}
{{- define "patroni.dcs" -}}
{{- $base := (.Files.Get "files/patroni.yaml" | fromYaml).bootstrap.dcs -}}
{{- $p := .Values.patroni -}}
{{- $dcs := dict "ttl" (int $p.ttl) "loop_wait" (int $p.loopWait) "retry_timeout" (int $p.retryTimeout) "maximum_lag_on_failover" (int64 $p.maximumLagOnFailover) "failsafe_mode" $p.failsafeMode -}}
{{- if ne (toString $p.synchronousMode) "off" -}}
{{- $_ := set $dcs "synchronous_mode" (ternary "quorum" true (eq (toString $p.synchronousMode) "quorum")) -}}
{{- $_ := set $dcs "synchronous_mode_strict" $p.synchronousModeStrict -}}
{{- $_ := set $dcs "synchronous_node_count" (int $p.synchronousNodeCount) -}}
{{- end -}}
{{- $parameters := include "patroni.askedDcsParameters" . | fromJson -}}
{{- mergeOverwrite $base $dcs (dict "postgresql" (dict "parameters" $parameters)) | toJson -}}
{{- end -}}

{{/* Parameters that each member reads from its own file; null leaves one to PostgreSQL. */}}
{{- define "patroni.localParameters" -}}
{{- $local := dict -}}
{{- range $name, $value := .Values.postgres.parameters -}}
{{- if not (or (kindIs "invalid" $value) (has $name (include "patroni.dcsParameterNames" $ | fromJsonArray))) -}}{{- $_ := set $local $name $value -}}{{- end -}}
{{- end -}}
{{- if and (ge (int .Values.postgres.major) 17) (not (hasKey (default (dict) .Values.postgres.parameters) "summarize_wal")) -}}{{- $_ := set $local "summarize_wal" "on" -}}{{- end -}}
{{- if not (hasKey (default (dict) .Values.postgres.parameters) "max_slot_wal_keep_size") -}}{{- $_ := set $local "max_slot_wal_keep_size" (printf "%dMB" (include "patroni.slotMegabytes" . | int64)) -}}{{- end -}}
{{- toJson $local -}}
{{- end -}}

{{/* Half of the volume that has the WAL, in MiB: a replica that stays away must not fill the leader's. */}}
{{- define "patroni.slotMegabytes" -}}
{{- $size := ternary .Values.storage.wal.size .Values.storage.size .Values.storage.wal.enabled -}}
{{- divf (include "patroni.quantity" $size) 2097152.0 | floor | max 64 -}}
{{- end -}}

{{- define "patroni.config" -}}
{{- $config := .Files.Get "files/patroni.yaml" | fromYaml -}}
{{- $_ := set $config "scope" (include "patroni.fullname" .) -}}
{{- $_ := set $config "log" (dict "level" .Values.patroni.log.level "type" .Values.patroni.log.type) -}}
{{- $_ := set $config.bootstrap "dcs" (include "patroni.dcs" . | fromJson) -}}
{{- $wal := ternary (list (dict "waldir" "/var/lib/postgresql/wal/pg_wal")) (list) .Values.storage.wal.enabled -}}
{{- $_ := set $config.bootstrap "initdb" (concat (default (list) .Values.postgres.initdb) $wal) -}}
{{- $_ := set $config.postgresql "basebackup" (concat $config.postgresql.basebackup $wal) -}}
{{- $_ := set $config.postgresql "bin_dir" (printf "/usr/lib/postgresql/%v/bin" .Values.postgres.major) -}}
{{- $_ := set $config.postgresql "pg_hba" (concat $config.postgresql.pg_hba (default (list) .Values.postgres.pgHba)) -}}
{{- $_ := set $config.postgresql "parameters" (merge (include "patroni.localParameters" . | fromJson) $config.postgresql.parameters) -}}
{{- toYaml $config -}}
{{- end -}}
