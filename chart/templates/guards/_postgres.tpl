{{/* What of PostgreSQL's values cannot work, as a JSON list of sentences. */}}
{{- define "patroni.wrong.postgres" -}}
{{- $wrong := list -}}

{{- range $name, $value := .Values.postgres.parameters -}}
{{- with get (include "patroni.ownParameters" $ | fromYaml) (lower $name) -}}
{{- $wrong = append $wrong (printf "postgres.parameters.%s is not yours to set: %s; remove it." $name .) -}}
{{- end -}}
{{- end -}}

{{- range $line := .Values.postgres.pgHba -}}
{{- if regexMatch "^\\s*host\\S*\\s[^#]*\\strust\\s*(#.*)?$" $line -}}
{{- $wrong = append $wrong (printf "postgres.pgHba has %q: trust lets everybody in, and behind a proxy everybody is 127.0.0.6; use scram-sha-256." $line) -}}
{{- end -}}
{{- end -}}

{{- toJson $wrong -}}
{{- end -}}

{{/* Parameters that Patroni or this chart sets, and why another value would not do. */}}
{{- define "patroni.ownParameters" -}}
listen_addresses: Patroni sets it, from the chart's listen
port: Patroni sets it, and Services, policies and probes expect 5432
cluster_name: Patroni sets it to the name of the cluster
hot_standby: Patroni keeps it on, because it asks replicas by SQL
primary_conninfo: Patroni points it to whoever leads
primary_slot_name: Patroni gives each replica its own
recovery_target_timeline: Patroni keeps it at latest, so that replicas follow a new leader
data_directory: the volume is mounted there
hba_file: Patroni writes it, from postgres.pgHba
ident_file: Patroni writes it
config_file: Patroni writes it
unix_socket_directories: Patroni and the tool expect it in /run/postgresql
password_encryption: pg_hba.conf asks for scram-sha-256
{{- end -}}
