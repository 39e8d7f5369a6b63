{{/* What of PostgreSQL's values cannot work, as a JSON list of sentences. */}}
{{- define "patroni.wrong.postgres" -}}
{{- $wrong := list -}}

{{- range $name, $value := .Values.postgres.parameters -}}
{{- with get (include "patroni.ownParameters" $ | fromYaml) (lower $name) -}}
{{- $wrong = append $wrong (printf "postgres.parameters.%s is not yours to set: %s; remove it." $name .) -}}
{{- end -}}
{{- end -}}

{{- range $option := .Values.postgres.initdb -}}
{{- $name := "" -}}
{{- if kindIs "map" $option -}}{{- $name = keys $option | first -}}{{- else -}}{{- $name = splitList "=" $option | first -}}{{- end -}}
{{- with get (include "patroni.ownInitdb" $ | fromYaml) $name -}}
{{- $wrong = append $wrong (printf "postgres.initdb has %s, which is not yours to set: %s; remove it." $name .) -}}
{{- end -}}
{{- end -}}

{{- /* Numbers of other schemes than PostgreSQL's (1.0.0, 2026-01-02) say nothing of the major. */ -}}
{{- $tagged := regexFind "^[12][0-9]([.-]|$)" .Values.image.tag | trimSuffix "." | trimSuffix "-" -}}
{{- if and $tagged (not .Values.image.digest) (ne $tagged (toString .Values.postgres.major)) -}}
{{- $wrong = append $wrong (printf "postgres.major is %v, but image.tag is %q, which is an image of PostgreSQL %s; set image.tag to an image of PostgreSQL %v, or postgres.major to %s." .Values.postgres.major .Values.image.tag $tagged .Values.postgres.major $tagged) -}}
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

{{/* Options of initdb that Patroni or this chart sets, or with which no cluster is made. */}}
{{- define "patroni.ownInitdb" -}}
waldir: WAL outside of the members' volumes is gone with the pod, and storage.wal gives it a volume of its own
pgdata: Patroni sets it, and the volume is mounted there
username: Patroni sets it to postgres, as pg_hba.conf and the tool expect
pwfile: Patroni hands the password over, from the Secret
pwprompt: nobody is there to type a password
nosync: Patroni refuses it, because a crash could take the new cluster along
sync-only: initdb would make no cluster
show: initdb would make no cluster
version: initdb would make no cluster
help: initdb would make no cluster
{{- end -}}
