{{/* What of Patroni's values cannot work, as a JSON list of sentences. */}}
{{- define "patroni.wrong.patroni" -}}
{{- $wrong := list -}}
{{- $p := .Values.patroni -}}

{{- $floor := add (int $p.loopWait) (mul 2 (int $p.retryTimeout)) -}}
{{- if lt (int $p.ttl) (int $floor) -}}
{{- $wrong = append $wrong (printf "patroni.ttl is %v, less than loopWait + 2 * retryTimeout (%v); raise patroni.ttl or lower the other two." $p.ttl $floor) -}}
{{- end -}}

{{- if and (ne (toString $p.synchronousMode) "off") (ge (int $p.synchronousNodeCount) (int .Values.replicas)) -}}
{{- $wrong = append $wrong (printf "patroni.synchronousNodeCount is %v, not less than replicas (%v), so no commit would have enough replicas to wait for; raise replicas, lower patroni.synchronousNodeCount, or set patroni.synchronousMode to \"off\"." $p.synchronousNodeCount .Values.replicas) -}}
{{- end -}}

{{- /* Each replica streams, and one that is copied needs two more; after a failover each member may hold a slot for the others. */ -}}
{{- $parameters := default (dict) .Values.postgres.parameters -}}
{{- range $name := list "max_wal_senders" "max_replication_slots" -}}
{{- $given := get $parameters $name -}}
{{- $has := int (ternary 10 $given (or (not (hasKey $parameters $name)) (kindIs "invalid" $given))) -}}
{{- if lt $has (int (add $.Values.replicas 1)) -}}
{{- $wrong = append $wrong (printf "replicas is %v, but postgres.parameters.%s is %v, less than replicas + 1, so not every replica could stream; raise it (on a cluster that runs, by patronictl edit-config first), or lower replicas." $.Values.replicas $name $has) -}}
{{- end -}}
{{- end -}}

{{- toJson $wrong -}}
{{- end -}}
